/**
 * An order, a pasted list, the closing, a door and a hand-in, each with one call of its database that goes wrong, at
 * every call and in every way, then repeated by the phone or the tick until it is answered; and again with a second
 * call that goes wrong in the repetition, at every call and in every way. Whatever happened, its effect is there once
 * and the books agree. The same with an order that is written first and taken from the stock afterwards shows that
 * half a state is seen when there is one.
 */
import { AppError } from '../cloudfunctions/kernel/errors';
import { createStore } from '../cloudfunctions/kernel/store';
import { MemoryDatabase } from '../test/support/memory-database';
import { check, ORDER_FIRST, SCENES, type Scene } from './crash-scenes';
import { FAULTS, type Faulty, faulty, LineError, type Strike } from './support/faulty';
import type { Row } from './support/rows';

const RUNS = Number(process.env.BENCH_RUNS ?? 6_000);

export async function crash(): Promise<readonly Row[]> {
  const bad: string[] = [];
  const found: Found = { runs: 0, twice: 0 };
  const each = Math.ceil(RUNS / SCENES.length);
  for (const scene of SCENES) {
    const wrong = await differentRuns(scene, each, found);
    bad.push(...wrong.map((what) => `${scene.name}: ${what}`));
  }
  const control: Found = { runs: 0, twice: 0 };
  const caught = await differentRuns(ORDER_FIRST, FAULTS.length * 2, control);
  for (const what of new Set(bad)) process.stderr.write(`${what}\n`);
  return [
    {
      bench: 'crash',
      what: `runs that left half a state, of ${found.runs} different ones, ${found.twice} with more than one fault`,
      figure: String(bad.length),
      goal: '0',
      met: bad.length === 0 && found.runs >= RUNS,
    },
    {
      bench: 'crash',
      what: `control: ${ORDER_FIRST.name}, runs that left half a state, of ${control.runs}`,
      figure: String(caught.length),
      goal: '> 0',
      met: caught.length > 0,
    },
  ];
}

interface Found {
  runs: number;
  /** Of these, the ones in which a repetition was struck too. */
  twice: number;
}

/** Every list of one fault or two, and longer ones until there are enough; no two alike. @returns what was wrong */
async function differentRuns(scene: Scene, wanted: number, found: Found): Promise<string[]> {
  const calls = await callsOf(scene);
  const bad: string[] = [];
  const enough = found.runs + wanted;
  const single = calls * FAULTS.length;
  const pairs = single + single ** 2;
  for (let i = 1; i <= pairs || found.runs < enough; i += 1) {
    if (i > pairs + wanted * 20) throw new Error(`${scene.name} does not differ ${wanted} times`);
    const strikes = strikesOf(i, calls);
    const { isStruck, wrong } = await run(scene, strikes);
    // A repetition that was over before its fault is the run of the shorter list once more.
    if (!isStruck) continue;
    found.runs += 1;
    if (strikes.length > 1) found.twice += 1;
    bad.push(...wrong);
  }
  return bad;
}

/**
 * Every list of faults once, the short ones first: the digits of a number, in a base with a digit for each call and
 * each way in which it goes wrong, and none for nothing.
 */
function strikesOf(i: number, calls: number): readonly Strike[] {
  const base = calls * FAULTS.length;
  const strikes: Strike[] = [];
  for (let rest = i; rest > 0; rest = Math.floor((rest - 1) / base)) {
    const digit = (rest - 1) % base;
    strikes.push({ at: digit % calls, fault: FAULTS[Math.floor(digit / calls)] ?? 'drop' });
  }
  return strikes;
}

async function callsOf(scene: Scene): Promise<number> {
  const database = new MemoryDatabase();
  await scene.prepare(createStore(database, () => 0));
  const line = faulty(database, undefined);
  await scene.act(createStore(line.database, () => 0));
  return line.calls();
}

const TRIES = 4;

/** One fault for each attempt as long as there are some, then a line that holds. */
async function run(
  scene: Scene,
  strikes: readonly Strike[],
): Promise<{ readonly isStruck: boolean; readonly wrong: readonly string[] }> {
  const database = new MemoryDatabase();
  const plain = createStore(database, () => 0);
  await scene.prepare(plain);
  const lines: Faulty[] = [];
  let isStruck = true;
  for (const strike of strikes) {
    const line = faulty(database, strike);
    lines.push(line);
    await attempt(() => scene.act(createStore(line.database, () => 0)));
    isStruck &&= line.calls() > strike.at;
  }
  let isAnswered = false;
  for (let i = 0; i < TRIES && !isAnswered; i += 1)
    isAnswered = await attempt(() => scene.act(plain));
  for (const line of lines) await line.arrive();
  const wrong = [...check(isAnswered, 'never answered'), ...(await scene.wrong(plain))];
  return { isStruck, wrong: wrong.length > 0 ? [wrong.join(', ')] : [] };
}

/** @returns false when the line broke or somebody has to tap again */
async function attempt(work: () => Promise<unknown>): Promise<boolean> {
  try {
    await work();
    return true;
  } catch (error) {
    if (error instanceof LineError || error instanceof AppError) return false;
    throw error;
  }
}
