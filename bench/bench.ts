/** `npm run bench -- NAME…`: the product's figures as ratios and counts. Without a name: all of them. */
import { benches } from './benches';
import { type Row, table } from './support/rows';

async function main(): Promise<void> {
  const asked = process.argv.slice(2).filter((word) => !word.startsWith('-'));
  const unknown = asked.filter((name) => !(name in benches));
  if (unknown.length > 0) {
    process.stderr.write(
      `no bench ${unknown.join(', ')}; there are ${Object.keys(benches).join(', ')}\n`,
    );
    process.exitCode = 2;
    return;
  }
  const rows: Row[] = [];
  for (const [name, run] of Object.entries(benches)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    process.stderr.write(`${name} …\n`);
    rows.push(...(await run()));
  }
  process.stdout.write(`${table(rows)}\n`);
  if (rows.some(({ met }) => met === false)) process.exitCode = 1;
}

void main();
