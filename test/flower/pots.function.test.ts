/** Pots as they are written, found, named and looked after. @see docs/domain/pots.md */
import { isPotCode } from '../../cloudfunctions/flower/pots/code';
import type { PotDoc, PotRunDoc } from '../../cloudfunctions/flower/pots/documents';
import { freezeName } from '../../cloudfunctions/flower/public';
import { POT_LIMITS } from '../../miniprogram/contract/flower-pots';
import { cornerOf, type PotId } from '../../miniprogram/contract/ids';
import { type By, freshRequest, item } from '../support/community';
import { firstOf, type Pots, potsFor, settled } from './pots-stage';
import {
  by,
  FAR_YARD,
  home,
  neighbour,
  OWNER,
  openStage,
  person,
  RANUNCULUS,
  STAFF,
  type Stage,
  VOLUNTEER,
  YARD,
} from './stage';

let stage: Stage;
let pots: Pots;
beforeAll(async () => {
  stage = await openStage();
  pots = await potsFor(stage, { households: 12 });
  for (const no of [1, 2, 3]) await pots.handOver(home(no));
}, 180_000);
afterAll(() => stage?.close());
beforeEach(() => pots.breathe());
afterEach(async () => {
  await stage.product.control('content-safety', { outage: false });
  await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
});

const all = () => stage.database.find<PotDoc>('pots', { campaignId: pots.campaignId });
/** As a run that has done nothing yet. */
async function fromTheStart(): Promise<void> {
  const run = await stage.database.get<PotRunDoc>('pot_runs', pots.campaignId);
  if (!run) throw new Error('no run');
  const fresh: PotRunDoc = { ...run, dueAt: 0, seen: {} };
  await stage.database.replace('pot_runs', fresh);
}
const name = (potId: PotId, text: string, who: By = person(1)) =>
  stage.calls.reply('flower', 'namePot', who, { potId, name: text });

describe('when adopting is over', () => {
  it('each pot has a document and a code of its own, before anything is delivered', async () => {
    const written = await all();
    expect(written).toHaveLength(24);
    expect(new Set(written.map(({ code }) => code)).size).toBe(24);
    expect(written.every(({ code }) => isPotCode(code))).toBe(true);
  });

  it('ten ticks at once write nothing twice', async () => {
    const before = await all();
    await pots.breathe(6 * 60_000);
    await Promise.all(Array.from({ length: 10 }, () => stage.tick()));
    expect((await all()).map(({ _id, rev }) => [_id, rev])).toEqual(
      before.map(({ _id, rev }) => [_id, rev]),
    );
  });

  it.each(['error', 'drop', 'lost-reply', 'crash'])(
    'a run that broke off (%s) is finished by the next',
    async (kind) => {
      const [gone, ...kept] = await all();
      await stage.database.remove('pots', gone?._id ?? '');
      await fromTheStart();
      const rules = [{ operation: 'database.insertDocument', kind, count: 2 }];
      await stage.product.control('faults', { rules });
      await stage.tick().catch(() => undefined);
      await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
      await pots.breathe(6 * 60_000);
      await settled(stage);
      expect(await all()).toHaveLength(kept.length + 1);
      expect((await pots.stored(gone?._id as PotId)).code).toBe(gone?.code);
    },
  );

  it('a code that is taken gives way to the next', async () => {
    const [one] = await all();
    if (!one) throw new Error('no pot');
    await stage.database.remove('pots', one._id);
    const squatter = { ...one, _id: 'pt_squatter', party: 'hh_f99', parties: [] };
    await stage.database.add('pots', [squatter]);
    await fromTheStart();
    await settled(stage);
    const again = await pots.stored(one._id);
    expect(again.code).not.toBe(one.code);
    expect(isPotCode(again.code)).toBe(true);
    await stage.database.remove('pots', 'pt_squatter');
  });

  it('what is on top after a door was done gets pots as well', async () => {
    const input = { campaignId: pots.campaignId, householdId: home(2) };
    await stage.calls.done('flower', 'giveLeftover', OWNER, {
      ...input,
      counts: { [RANUNCULUS]: 2 },
      reason: '余花加领',
    });
    await pots.breathe(6 * 60_000);
    await settled(stage);
    const { pots: mine } = await stage.calls.done('flower', 'myFlowers', person(2), {});
    expect(mine.map(({ state }) => state).sort()).toEqual([
      ...['coming', 'coming', 'handed', 'handed'],
    ]);
  });
});

describe('a passport', () => {
  it('is opened by its code, and tells neighbours no more than they may know', async () => {
    const pot = await firstOf(pots, 1);
    await name(pot._id, '不一样的花蕊');
    await stage.calls.done('flower', 'writeDiary', person(1), {
      ...{ potId: pot._id, did: ['water'], words: '今天开了两朵' },
    });
    const code = `${pot.code.slice(0, 3)} ${pot.code.slice(3)}`;
    const seen = await stage.calls.done('flower', 'passport', person(5), { code });
    expect(seen).toMatchObject({
      ...{ potId: pot._id, variety: '洋牡丹', name: '不一样的花蕊', state: 'handed' },
      ...{ label: '1单元 101 李家', mine: false, diary: [], hands: [], handed: 0 },
      ...{ may: { name: false, write: false, offer: false } },
      careLines: ['放在亮的地方。', '土干了再浇。'],
    });
    expect(seen).not.toHaveProperty('wateredAt');
    expect(await pots.passport(person(1), pot._id)).toMatchObject({
      ...{ mine: true, diary: [{ words: '今天开了两朵', did: ['water'] }] },
      may: { name: true, write: true, offer: true },
    });
    expect(await pots.passport(STAFF, pot._id)).toMatchObject({ mine: false, diary: [] });
  });

  it.each([
    ['a neighbour of another courtyard', () => neighbour(1)],
    ['somebody far away who names this courtyard', () => by('o_m1')],
    ['somebody far away at home', () => by('o_m1', FAR_YARD)],
    ['somebody unknown', () => by('o_unknown')],
  ])('is not there for %s', async (_, who) => {
    const { _id: potId, code } = await firstOf(pots, 1);
    for (const input of [{ potId }, { code }]) {
      const reply = await stage.calls.reply('flower', 'passport', who(), input);
      expect(reply).toMatchObject({ ok: false, code: expect.stringMatching(/NOT_(FOUND|MEMBER)/) });
    }
  });

  it('a slip in the code is said, whether there is such a pot or not', async () => {
    const { code } = await firstOf(pots, 1);
    const wrong = code.slice(0, 5) + ((Number(code[5]) + 1) % 10);
    expect(await stage.calls.reply('flower', 'passport', person(1), { code: wrong })).toMatchObject(
      { code: 'POT_CODE_WRONG' },
    );
  });
});

describe('labels', () => {
  it('are a row for each pot of the courtyard, door by door, with names that passed', async () => {
    await pots.breathe();
    const { items, next } = await stage.calls.done('flower', 'labels', OWNER, {
      campaignId: pots.campaignId,
    });
    expect(next).toBeUndefined();
    expect(items).toHaveLength(26);
    expect(items.map(({ label }) => label)).toEqual(
      [...items.map(({ label }) => label)].sort((a, b) =>
        a.localeCompare(b, 'zh-CN', { numeric: true }),
      ),
    );
    expect(items.filter(({ name: named }) => named !== '')).toMatchObject([
      { name: '不一样的花蕊', label: '1单元 101 李家' },
    ]);
    const { codeUrl } = await stage.calls.done('flower', 'potCode', OWNER, {
      potId: item(items).potId,
    });
    expect((await fetch(codeUrl)).status).toBe(200);
    const far = await stage.calls.done('flower', 'labels', by('o_other_owner', 'cy_f2'), {
      campaignId: pots.campaignId,
    });
    expect(far.items).toEqual([]);
  });
});

describe('a name', () => {
  it('of two that are said at once the last counts, and one stands', async () => {
    const pot = await firstOf(pots, 4);
    const said = ['小红', '小黄', '小兰', '小紫'];
    const replies = await Promise.all(said.map((text) => name(pot._id, text, person(4))));
    expect(replies.every(({ ok }) => ok)).toBe(true);
    expect(said).toContain((await pots.stored(pot._id)).name?.text);
    await name(pot._id, '小白', person(4));
    expect((await pots.stored(pot._id)).name?.text).toBe('小白');
  });

  it('that arrives ten times is said once, and undoes no later one', async () => {
    const pot = await firstOf(pots, 4);
    const { names } = await pots.stored(pot._id);
    const first = { ...person(4), requestId: freshRequest() };
    const replies = await Promise.all(
      Array.from({ length: 10 }, () => name(pot._id, '大福', first)),
    );
    expect(new Set(replies.map((one) => JSON.stringify(one))).size).toBe(1);
    await name(pot._id, '小福', person(4));
    expect(await name(pot._id, '大福', first)).toEqual(item(replies));
    expect(await pots.stored(pot._id)).toMatchObject({ name: { text: '小福' }, names: names + 2 });
    expect(await name(pot._id, '别的', first)).toMatchObject({ code: 'INVALID' });
  });

  it.each([
    ['of others', () => person(5), '小红', 'NOT_FOUND'],
    ['that is risky', () => person(4), '去办假证', 'TEXT_RISKY'],
    ['that is too long', () => person(4), '长'.repeat(POT_LIMITS.nameLength + 1), 'TOO_LONG'],
    ['of nothing but blanks', () => person(4), ' \u200b ', 'INVALID'],
  ])('%s is refused', async (_, who, text, code) => {
    const pot = await firstOf(pots, 4);
    expect(await name(pot._id, text, who())).toMatchObject({ ok: false, code });
  });

  it('stays as it is while a contest decides', async () => {
    const pot = await firstOf(pots, 5);
    await name(pot._id, '旧名', person(5));
    const now = await pots.breathe();
    const place = { communityId: pot.communityId, potId: pot._id };
    const claims: object[] = [];
    await freezeName({ claim: async ({ changes }) => claims.push(changes) > 0 }, place, {
      by: 'ct_1',
      until: now + 3_600_000,
    });
    // What the contest's claim puts there.
    const { frozen } = item(claims) as { frozen: { value: object } };
    await stage.database.change('pots', pot._id, { frozen: frozen.value });
    expect(await name(pot._id, '新名', person(5))).toMatchObject({ code: 'POT_NAME_FROZEN' });
    expect((await pots.passport(person(5), pot._id)).may.name).toBe(false);
    await pots.breathe(3_600_000);
    expect(await name(pot._id, '新名', person(5))).toMatchObject({ ok: true });
  });

  it.each([
    ['小云朵', { name: '小云朵' }],
    ['去办假证', { name: '' }],
  ])('%s waits while the check is away, and only the household sees it', async (text, after) => {
    const pot = await firstOf(pots, 6);
    await stage.product.control('content-safety', { outage: true });
    expect(await name(pot._id, text, person(6))).toMatchObject({ value: { state: 'checking' } });
    expect(await pots.passport(person(6), pot._id)).toMatchObject({ name: '', nameWaiting: text });
    const seen = await pots.passport(person(7), pot._id);
    expect(JSON.stringify(seen)).not.toContain(text);
    await stage.product.control('content-safety', { outage: false });
    await pots.breathe(6 * 60_000);
    await stage.tick();
    expect(await pots.passport(person(7), pot._id)).toMatchObject(after);
    expect(await pots.stored(pot._id)).not.toHaveProperty('recheckAt');
  });
});

describe('a household that turned out to be another one', () => {
  it('hands its pots over to the one that stays, gifts and offers included', async () => {
    const pot = await firstOf(pots, 3);
    const sides = { potId: pot._id, to: home(8), card: '' };
    await stage.calls.done('flower', 'offerGift', person(3), sides);
    await stage.calls.done('directory', 'mergeHouseholds', STAFF, { from: home(3), into: home(9) });
    await settled(stage);
    expect(await pots.of(home(3))).toEqual([]);
    expect(await pots.of(home(9))).toHaveLength(4);
    expect(await pots.stored(pot._id)).toMatchObject({
      adopter: home(3),
      offer: { from: home(9), to: home(8) },
    });
    const { pots: mine } = await stage.calls.done('flower', 'myFlowers', person(9), {});
    expect(mine.filter(({ state }) => state === 'handed')).toHaveLength(2);
  });
});

describe('the public corner', () => {
  it('is looked after by whoever works in the courtyard, and by nobody else', async () => {
    const party = cornerOf(YARD);
    const pot = await firstOf(pots, 12);
    await stage.database.change('pots', pot._id, { party, parties: [party] });
    const line = { potId: pot._id, did: ['water'], words: '' } as const;
    expect(await stage.calls.reply('flower', 'writeDiary', VOLUNTEER, line)).toMatchObject({
      ok: true,
    });
    expect(await stage.calls.reply('flower', 'writeDiary', person(1), line)).toMatchObject({
      code: 'NOT_FOUND',
    });
    const far = by('o_other_owner', 'cy_f2');
    expect(await stage.calls.reply('flower', 'writeDiary', far, line)).toMatchObject({
      code: 'NOT_FOUND',
    });
    expect(await pots.passport(person(1), pot._id)).toMatchObject({ label: '院里的公共花角' });
  });
});
