/** `npm run build`, also run by `npm ci`: leaves a tree that WeChat DevTools can open. */
import { buildFunctions } from './build-functions';
import { packNpm } from './pack-npm';

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

async function main(): Promise<void> {
  const functions = await buildFunctions();
  for (const { name, bytes } of functions) say(`function ${name}: ${Math.round(bytes / 1024)} KB`);
  const { components, bytes } = packNpm();
  say(`miniprogram_npm: ${components.length} components, ${Math.round(bytes / 1024)} KB`);
}

void main();
