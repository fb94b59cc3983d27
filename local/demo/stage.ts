/** Where the demo's people act: through the built functions, at instants of the past, typed by the contract. */
import { setTimeout as sleep } from 'node:timers/promises';
import type { PictureForm } from '../../miniprogram/contract/contest-forms';
import type { ActionName, CONTRACTS, FunctionName } from '../../miniprogram/contract/contracts';
import type { CourtyardId, HouseholdId } from '../../miniprogram/contract/ids';
import type { InputOf, OutputOf, Reply } from '../../miniprogram/contract/protocol';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { SeedTarget } from '../server/ports';
import type { Town } from './town';

type ActionOf<
  F extends FunctionName,
  A extends ActionName<F>,
> = (typeof CONTRACTS)[F]['actions'][A];

/** Who acts, and where. */
export interface By {
  readonly openid: string;
  readonly courtyard?: CourtyardId;
  /** The household acted for. */
  readonly subject?: HouseholdId;
  /** The WeChat group the page was opened from. */
  readonly opengid?: string;
}

export interface Stage {
  readonly town: Town;
  /** The present, where the story ends. */
  readonly now: EpochMs;
  /** The clock stands still here until the next scene. */
  stand(at: EpochMs): void;
  /** @throws Error when the act is refused: a story has no refusals */
  play<F extends FunctionName, A extends ActionName<F>>(
    fn: F,
    action: A,
    scene: { readonly by: By; readonly input: InputOf<ActionOf<F, A>> },
  ): Promise<OutputOf<ActionOf<F, A>>>;
  allowMessages(openid: string, templateIds: readonly string[]): void;
  /** Puts a picture into the cloud and hands it in as somebody. @returns what a notice names it by, once it passed */
  picture(by: By, path: string, bytes: Buffer): Promise<string>;
  /** As a picture of an entry, with itself as the small one. @returns what an entry names it by, once both passed */
  shot(by: By, path: string, bytes: Buffer): Promise<PictureForm>;
  /** What is due at this instant is done: messages are sent. */
  tick(): Promise<void>;
}

/** @returns the stage, and `leave`, which gives the clock back as it was found */
export function openStage(
  target: SeedTarget,
  town: Town,
): { readonly stage: Stage; leave(): void } {
  const { clock } = target;
  const found = clock.state();
  let acts = 0;
  const isWaiting = () => {
    const filter = { status: 'due', dueAt: { $lte: clock.now() } };
    return target.read('outbox', { limit: 1, filter }).docs.length > 0;
  };
  const stage: Stage = {
    town,
    now: found.now,
    stand: (at) => clock.set({ now: at, running: false }),
    allowMessages: target.allowMessages,
    async tick() {
      for (let run = 0; run < TICKS && (run === 0 || isWaiting()); run += 1) await target.tick();
    },
    async picture(by, path, bytes) {
      const sent = await target.putFile(path, bytes);
      const input = { fileId: sent };
      const { fileId } = await stage.play('notice', 'addPicture', { by, input });
      await passed(target, fileId);
      return fileId;
    },
    async shot(by, path, bytes) {
      const input = {
        fileId: await target.putFile(path, bytes),
        thumbId: await target.putFile(path.replace(/\./, '-small.'), bytes),
      };
      const { fileId, thumbId } = await stage.play('contest', 'addPicture', { by, input });
      await Promise.all([passed(target, fileId), passed(target, thumbId)]);
      return { fileId, thumbId };
    },
    async play(fn, action, { by, input }) {
      acts += 1;
      const call = {
        action,
        input,
        communityId: town.community.id,
        requestId: `demo-${String(acts).padStart(6, '0')}`,
        ...(by.courtyard === undefined ? {} : { courtyardId: by.courtyard }),
        ...(by.subject === undefined ? {} : { subject: by.subject }),
      };
      const reply = (await target.call(fn, by.openid, call, by.opengid)) as Reply<never>;
      if (reply.ok) return reply.value;
      const why = `${reply.code} ${JSON.stringify(reply.details ?? {})}`;
      throw new Error(`the demo's story stopped: ${fn}.${action} by ${by.openid}: ${why}`);
    },
  };
  const leave = () =>
    clock.set(found.real ? { now: null } : { now: found.now, running: found.running });
  return { stage, leave };
}

/** A tick sends so many messages and no more; weeks of them take a few. */
const TICKS = 40;

/** The verdict on a picture is pushed a moment later; a story goes on without one that takes too long. */
const LOOKS = 40;
const LOOK_MS = 50;

async function passed(target: SeedTarget, cloudId: string): Promise<void> {
  for (let look = 0; look < LOOKS; look += 1) {
    const [file] = target.read('files', { limit: 1, filter: { cloudId } }).docs;
    if (file?.state === 'passed') return;
    await sleep(LOOK_MS);
  }
}

/** As many at once as functions have instances here. */
const HANDS = 4;

/** Runs independent acts side by side. */
export async function together(jobs: readonly (() => Promise<unknown>)[]): Promise<void> {
  const left = [...jobs];
  const work = async () => {
    for (let job = left.shift(); job; job = left.shift()) await job();
  };
  await Promise.all(Array.from({ length: HANDS }, work));
}
