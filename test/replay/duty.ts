/** The acts on a duty roster, each on one that was begun a moment ago, so that two runs meet the same. */

import { dayOf, instant } from '../../miniprogram/contract/calendar';
import type { KeyId } from '../../miniprogram/contract/ids';
import type { TurnId } from '../../miniprogram/contract/roster-views';
import { at, type By, item } from '../support/community';
import { openDatabase } from '../support/database';
import { type Made, owner, type Rows, type Scene } from './scene';

const HOUR_MS = 3_600_000;
const DUTY_COLLECTIONS = [
  'rosters',
  'roster_months',
  'keys',
  'key_moves',
  'care_cards',
  'duty_logs',
  'outbox',
  'digests',
];

const keyOf = ({ place }: Scene): { readonly keyId: KeyId } => ({
  keyId: `ky_${place.yard.courtyard.id.slice(3)}k1`,
});

/** A neighbour with an account, and the next turn of that household. */
interface OnDuty {
  readonly by: By;
  readonly turnId: TurnId;
  readonly householdId: `hh_${string}`;
}

/** Begins the roster of the place anew. */
async function begun(scene: Scene): Promise<void> {
  const database = await openDatabase(scene.product);
  for (const name of DUTY_COLLECTIONS) {
    for (const { _id, kind } of await database.find<{ _id: string; kind?: string }>(name)) {
      if (name !== 'digests' || kind === 'duty') await database.remove(name, _id);
    }
  }
  await scene.things.roster(scene.place);
}

/** Residents who do nothing else, each with the next turn; the soonest first. */
async function onDuty(scene: Scene): Promise<readonly OnDuty[]> {
  const { place, calls } = scene;
  const { yard } = place;
  const busy = new Set(
    [yard.owner, ...yard.deputies, ...yard.committee].map(({ home }) => home.id),
  );
  const found: (OnDuty & { readonly day: string })[] = [];
  for (const one of yard.residents) {
    if (found.length === 3) break;
    if (busy.has(one.home.id) || found.some(({ householdId }) => householdId === one.home.id)) {
      continue;
    }
    const { coming } = await calls.done('roster', 'mine', at(one), {});
    const turn = coming[0];
    if (turn) {
      found.push({ by: at(one), turnId: turn.turnId, householdId: one.home.id, day: turn.day });
    }
  }
  return found.sort((a, b) => (a.day < b.day ? -1 : 1));
}

async function one(scene: Scene): Promise<OnDuty> {
  await begun(scene);
  return item(await onDuty(scene));
}

async function two(scene: Scene): Promise<readonly [OnDuty, OnDuty]> {
  await begun(scene);
  const found = await onDuty(scene);
  return [item(found, 0), item(found, 1)];
}

const byOwner = async <I>(scene: Scene, input: I): Promise<Made<I>> => {
  await begun(scene);
  return { by: owner(scene), input };
};

/** The clock of one case; the next one sets it again. */
async function laterBy({ product }: Scene, ms: number): Promise<void> {
  const { now } = await product.control<{ now: number }>('clock');
  await product.setClock(now + ms);
}

/** The clock at one o'clock of the night after next. */
async function atNight({ product }: Scene): Promise<void> {
  const { now } = await product.control<{ now: number }>('clock');
  await product.setClock(instant(dayOf(now + 48 * HOUR_MS), '01:00'));
}

/** The clock at the first handover of a roster that began the same morning; the key is with the committee. */
async function atHandover(scene: Scene): Promise<void> {
  const { now } = await scene.product.control<{ now: number }>('clock');
  const tomorrow = dayOf(now + 24 * HOUR_MS);
  await scene.product.setClock(instant(tomorrow, '09:00'));
  await begun(scene);
  await scene.product.setClock(instant(tomorrow, '20:01'));
}

export const DUTY: Rows['roster'] = {
  saveRules: (scene) => byOwner(scene, { form: { ...scene.things.rulesForm(), restDays: 2 } }),
  async publish(scene) {
    await begun(scene);
    const form = { ...scene.things.rulesForm(), restDays: 2 };
    await scene.calls.done('roster', 'saveRules', owner(scene), { form });
    return { by: owner(scene), input: {} };
  },
  async cannotCome(scene) {
    const { turnId, householdId } = await one(scene);
    return { by: owner(scene), input: { turnId, householdId, days: 2, reason: '要去医院' } };
  },
  async takeOver(scene) {
    const [first, second] = await two(scene);
    return { by: second.by, input: { turnId: first.turnId } };
  },
  async askSwap(scene) {
    const { by, turnId } = await one(scene);
    return { by, input: { turnId } };
  },
  async answerSwap(scene) {
    const [first, second] = await two(scene);
    const { askId } = await scene.calls.done('roster', 'askSwap', first.by, {
      turnId: first.turnId,
    });
    const { turnId, householdId } = second;
    return { by: owner(scene), input: { askId, turnId, householdId } };
  },
  async endSwap(scene) {
    const { by, turnId } = await one(scene);
    const { askId } = await scene.calls.done('roster', 'askSwap', by, { turnId });
    return { by, input: { askId } };
  },
  offerStandIn: async (scene) => ({ by: (await one(scene)).by, input: { offer: true } }),
  async absence(scene) {
    const { by, householdId } = await one(scene);
    return { by, input: { householdId, from: '2020-02-04', until: '2020-03-20' } };
  },
  async comeBack(scene) {
    const { by, householdId } = await one(scene);
    const away = { householdId, from: '2020-02-04', until: '2020-03-20' };
    await scene.calls.done('roster', 'absence', by, away);
    return { by, input: { householdId, on: '2020-02-10', quietDays: 7 } };
  },
  async declineMakeUp(scene) {
    await atHandover(scene);
    const { householdId, turnId } = await firstOfAll(scene);
    await scene.calls.done('roster', 'passOn', owner(scene), keyOf(scene));
    return { by: owner(scene), input: { turnId, householdId } };
  },
  async seen(scene) {
    const [first, second] = await two(scene);
    await scene.calls.done('roster', 'takeOver', second.by, { turnId: first.turnId });
    return { by: first.by, input: {} };
  },
  readBriefing: async (scene) => ({ by: (await one(scene)).by, input: {} }),
  endNote: async (scene) => ({ by: (await one(scene)).by, input: { text: '酒精快用完了。' } }),
  async whoCame(scene) {
    await begun(scene);
    const { by, turnId } = await firstOfAll(scene);
    await laterBy(scene, 24 * HOUR_MS);
    return { by, input: { turnId, names: '妈妈和小川' } };
  },
  async openAtNight(scene) {
    await begun(scene);
    await atNight(scene);
    return { by: owner(scene), input: { reason: '送医院' } };
  },
  async enterPaper(scene) {
    await begun(scene);
    await laterBy(scene, 48 * HOUR_MS);
    const { now } = await scene.product.control<{ now: number }>('clock');
    const yesterday = dayOf(now - 24 * HOUR_MS);
    const rows = [{ row: Number(yesterday.slice(8)), came: 0 }];
    return { by: owner(scene), input: { month: yesterday.slice(0, 7), rows } };
  },
  async giveKey(scene) {
    await atHandover(scene);
    return { by: owner(scene), input: { ...keyOf(scene), at: 0 } };
  },
  async takeKey(scene) {
    await atHandover(scene);
    const { by } = await firstOfAll(scene);
    await scene.calls.done('roster', 'giveKey', owner(scene), { ...keyOf(scene), at: 0 });
    return { by, input: { ...keyOf(scene), at: 0 } };
  },
  recordKey: async (scene) => {
    const { householdId } = await one(scene);
    return { by: owner(scene), input: { ...keyOf(scene), to: householdId, at: 0 } };
  },
  async passOn(scene) {
    await atHandover(scene);
    return { by: owner(scene), input: keyOf(scene) };
  },
  loseKey: (scene) => byOwner(scene, keyOf(scene)),
  async replaceKey(scene) {
    await begun(scene);
    await scene.calls.done('roster', 'loseKey', owner(scene), keyOf(scene));
    return { by: owner(scene), input: { ...keyOf(scene), to: 'committee' } };
  },
  addKey: (scene) => byOwner(scene, { gate: '大门', name: '备用', to: 'committee' }),
  async retireKey(scene) {
    await begun(scene);
    const spare = { gate: '大门', name: '备用', to: 'committee' } as const;
    return {
      by: owner(scene),
      input: await scene.calls.done('roster', 'addKey', owner(scene), spare),
    };
  },
  async answerCare(scene) {
    await atHandover(scene);
    await scene.calls.done('roster', 'passOn', owner(scene), keyOf(scene));
    const database = await openDatabase(scene.product);
    const card = item(await database.find<{ _id: `cc_${string}`; carer: string }>('care_cards'));
    return { by: residentOf(scene, card.carer), input: { cardId: card._id, outcome: 'fine' } };
  },
  pause: (scene) => byOwner(scene, { from: '2020-02-10', until: '2020-02-12' }),
  standDown: (scene) => byOwner(scene, { on: '2020-03-01' }),
  async signUpCleanUp(scene) {
    const { householdId } = await one(scene);
    await scene.calls.done('roster', 'standDown', owner(scene), { on: '2020-03-01' });
    return { by: owner(scene), input: { householdId, join: true } };
  },
};

/** Whose turn is tomorrow. @throws Error when nobody of that household has an account: the test's own mistake */
async function firstOfAll(scene: Scene): Promise<OnDuty> {
  const { tomorrow } = await scene.calls.done('roster', 'today', owner(scene), {});
  const { turnId } = item(tomorrow);
  const householdId = turnId.slice(turnId.indexOf('-') + 1) as `hh_${string}`;
  return { by: residentOf(scene, householdId), turnId, householdId };
}

function residentOf({ place }: Scene, household: string): By {
  const { owner: head, deputies, committee, volunteers, residents } = place.yard;
  const all = [head, ...deputies, ...committee, ...volunteers, ...residents];
  const resident = all.find(({ home }) => home.id === household);
  if (!resident) throw new Error(`nobody of ${household} has an account`);
  return at(resident);
}
