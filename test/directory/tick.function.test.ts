import type {
  CommunityPlaceDigest,
  CourtyardPlaceDigest,
} from '../../cloudfunctions/courtyard/public';
import type { HouseholdDoc } from '../../cloudfunctions/directory/public';
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { FaultKind } from '../../local/cloud/services/faults';
import {
  committee,
  inYard,
  MORNING,
  NEXT_YARD,
  openStage,
  type Stage,
  TOWN,
  wish,
  YARD,
} from '../member/stage';
import { freshRequest } from '../support/community';
import { memberIdOf } from '../support/factories';

let stage: Stage;
let now = MORNING;

beforeAll(async () => {
  stage = await openStage();
  await stage.moveIn(inYard('o_home'), 'hh_a6', { name: '杨一' });
}, 120_000);
afterAll(() => stage?.close());
afterEach(() => fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' }));

async function tick(): Promise<void> {
  now += 5 * 60_000;
  await stage.product.setClock(now);
}

const household = () => stage.read<HouseholdDoc>('households', 'hh_a6');
const place = (id = YARD) => stage.read<CourtyardPlaceDigest>('digests', `dg.${id}.place`);

describe('a correction into which a fault strikes', () => {
  const KINDS: readonly FaultKind[] = ['crash', 'lost-reply', 'drop', 'error'];
  /** The platform holds what a dead transaction touched for half a minute; joining has that case. */
  const holds = (kind: FaultKind, operation: string): boolean =>
    kind === 'crash' && operation.includes('modify');
  const OPERATIONS = ['database.getDocument', 'database.modifyDocument', 'database.insertDocument'];
  const cases = OPERATIONS.flatMap((operation) =>
    KINDS.filter((kind) => !holds(kind, operation)).flatMap((kind) =>
      [1, 3].map((count) => [kind, operation, count] as const),
    ),
  );

  it.each(cases)(
    '%s at %s ×%i is whole after the retry and a tick',
    async (kind, operation, count) => {
      const door = String(
        600 + cases.findIndex((one) => one.join() === [kind, operation, count].join()),
      );
      const by = { ...committee, requestId: freshRequest() };
      const input = {
        householdId: 'hh_a6',
        unit: '1单元',
        door,
        family: '杨',
        tenure: 'owner',
      } as const;
      const call = () => stage.calls.reply('directory', 'correctHousehold', by, input);
      await stage.product.control('faults', { rules: [{ operation, kind, count }] });
      await call().catch(() => undefined);
      await fetch(`${stage.product.url}/control/faults`, { method: 'DELETE' });
      expect(await call()).toMatchObject({ ok: true });
      await tick();
      const label = `1单元 ${door} 杨家`;
      const doc = await household();
      expect(doc).toMatchObject({ label, relabel: [] });
      expect(doc.trail.filter(({ what }) => what.includes(`改为“1单元 ${door}”`))).toHaveLength(1);
      const [member] = await stage.database.find<MemberDoc>('members', { name: '杨一' });
      expect(member?.households).toMatchObject([{ label }]);
    },
  );
});

describe('the tick', () => {
  it('brings members in step whom nobody else would', async () => {
    const link = {
      householdId: 'hh_late',
      courtyardId: NEXT_YARD,
      label: '旧 1 旧家',
      since: now,
    } as const;
    const base = { communityId: TOWN.id, rev: 1 };
    await stage.database.add('members', [
      {
        ...base,
        _id: 'mb_late',
        openidHash: 'late',
        name: '晚到',
        households: [link],
        actingFor: [],
        roles: [],
        waiting: [],
        groups: {},
        createdAt: now,
      },
    ]);
    await stage.database.add('households', [
      {
        ...base,
        _id: 'hh_late',
        courtyardId: NEXT_YARD,
        unit: '9单元',
        door: '9',
        family: '迟',
        label: '9单元 9 迟家',
        shown: { door: true, name: true },
        tenure: 'owner',
        people: [],
        helpers: [],
        away: [],
        status: 'active',
        relabel: ['mb_late'],
        trail: [],
      },
    ]);
    await tick();
    expect(await stage.read('members', 'mb_late')).toMatchObject({
      households: [{ label: '9单元 9 迟家' }],
    });
    expect(await stage.read('households', 'hh_late')).toMatchObject({ relabel: [] });
  });

  it('puts a place digest right that says something else than the facts, once a day', async () => {
    const wrong = {
      name: '错的名字',
      groupBound: true,
      households: 99,
      joined: 42,
      waitingJoins: 17,
      kind: 'place',
      checkedOn: '2020-02-09',
    };
    await stage.calls.done('member', 'join', inYard('o_waits'), wish('hh_a7'));
    const yards = [YARD, NEXT_YARD] as const;
    // The factory's digests say nothing of kinds, so nobody compares them; these are two that are compared.
    for (const id of yards) {
      await stage.database.replace('digests', { ...(await place(id)), ...wrong });
    }
    await tick();
    expect(await place()).toMatchObject({
      name: '桂花巷9号院',
      groupBound: false,
      households: 12,
      joined: 1,
      waitingJoins: 1,
      ownerId: memberIdOf('o_owner'),
      ownerLabel: '1单元 101 李家',
      checkedOn: '2020-02-10',
    });
    expect(await place(NEXT_YARD)).toMatchObject({
      households: 6,
      joined: 0,
      waitingJoins: 0,
      ownerId: memberIdOf('o_next_owner'),
    });
  });

  it('leaves a community’s list of courtyards as the courtyards are', async () => {
    const id = `dg.${TOWN.id}.place`;
    const digest = await stage.read<CommunityPlaceDigest>('digests', id);
    const courtyards = [{ id: YARD, name: '旧名', households: 1 }];
    const wrong = { ...digest, courtyards, kind: 'place', checkedOn: '2020-02-09' };
    await stage.database.replace('digests', wrong);
    await tick();
    expect(await stage.read('digests', id)).toMatchObject({
      courtyards: [
        { id: YARD, name: '桂花巷9号院', households: 12 },
        { id: NEXT_YARD, name: '桂花巷11号院', households: 6 },
      ],
    });
  });
});
