/** `npm run deploy -- --env <id>`: shows the plan, then brings a CloudBase environment in step with it. */
import { parseArgs } from 'node:util';
import { buildFunctions } from './build-functions';
import { apply } from './deploy/apply';
import { planText, readPlan } from './deploy/plan';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const HELP = `npm run deploy -- --env <environment id> [--dry-run]
Keys come from TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY. --dry-run shows the plan and needs none.`;

async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      env: { type: 'string' },
      'dry-run': { type: 'boolean', default: false },
      help: { type: 'boolean', short: 'h', default: false },
    },
  });
  if (values.help) return say(HELP);
  await buildFunctions();
  const plan = readPlan(process.env.YUANBA_ROOT ?? process.cwd());
  say(planText(plan));
  if (values['dry-run']) return say('\nA dry run: nothing was changed.');
  const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey } = process.env;
  if (!values.env || !secretId || !secretKey) {
    say(`\nNothing was changed.\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  say('');
  await apply(plan, { envId: values.env, secretId, secretKey }, (line) => say(`✓ ${line}`));
}

void main();
