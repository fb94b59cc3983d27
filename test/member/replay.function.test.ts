/** One request id, one act, one input: the same again is answered alike, anything else is INVALID and does nothing. */
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import type { ActionName } from '../../miniprogram/contract/contracts';
import { type By, freshRequest, type InputFor } from '../support/community';
import { inYard, li, openStage, owner, type Stage, wish } from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

type Act = ActionName<'member'>;
interface Tried<A extends Act> {
  readonly by: By;
  readonly first: InputFor<'member', A>;
  readonly other: InputFor<'member', A>;
}
interface Row {
  readonly of: string;
  readonly action: Act;
  make(): Promise<Tried<Act>>;
}
const row = <A extends Act>(action: A, of: string, make: () => Promise<Tried<A>>): Row => ({
  of,
  action,
  make: make as () => Promise<Tried<Act>>,
});

let people = 0;
const somebody = (): By => {
  people += 1;
  return inYard(`o_somebody_${people}`);
};
const asks = (by: By, householdId: `hh_${string}`) =>
  stage.calls.done('member', 'join', by, wish(householdId));
const away = (until: `${number}-${number}-${number}`) => ({
  householdId: 'hh_a5' as const,
  away: [{ from: '2020-02-11' as const, until }],
});
const aunt = {
  householdId: 'hh_a5',
  name: '姨妈',
  ageBand: '60-79',
  phoneOnly: true,
} as const;

const ROWS: readonly Row[] = [
  row('join', 'another name', async () => ({
    by: somebody(),
    first: wish('hh_a6'),
    other: wish('hh_a6', { name: '别的名字' }),
  })),
  row('join', 'another door', async () => ({
    by: somebody(),
    first: wish('hh_a6'),
    other: wish('hh_a7'),
  })),
  row('withdrawJoin', 'another door', async () => {
    const by = somebody();
    const [one, two] = [await asks(by, 'hh_a6'), await asks(by, 'hh_a7')];
    return { by, first: { joinId: one.joinId }, other: { joinId: two.joinId } };
  }),
  row('answerJoin', 'a no instead of a yes', async () => {
    const { joinId } = await asks(somebody(), 'hh_a8');
    return { by: owner, first: { joinId, accept: true }, other: { joinId, accept: false } };
  }),
  row('answerJoin', 'a yes instead of a no', async () => {
    const { joinId } = await asks(somebody(), 'hh_a8');
    return { by: owner, first: { joinId, accept: false }, other: { joinId, accept: true } };
  }),
  row('moveOut', 'another door', async () => {
    const by = somebody();
    for (const door of ['hh_a9', 'hh_a10'] as const) await stage.moveIn(by, door);
    return { by, first: { householdId: 'hh_a9' }, other: { householdId: 'hh_a10' } };
  }),
  row('addCredit', 'another message', async () => ({
    by: li,
    first: { templates: ['tpl_notice'] },
    other: { templates: ['tpl_answer'] },
  })),
  row('rename', 'another name', async () => ({
    by: li,
    first: { name: '李孃' },
    other: { name: '李姨' },
  })),
  row('setShown', 'another wish', async () => ({
    by: li,
    first: { householdId: 'hh_a5', door: true, name: false },
    other: { householdId: 'hh_a5', door: false, name: true },
  })),
  row('setAway', 'other days', async () => ({
    by: li,
    first: away('2020-02-12'),
    other: away('2020-02-20'),
  })),
  row('savePerson', 'another person', async () => ({
    by: li,
    first: aunt,
    other: { ...aunt, name: '舅舅' },
  })),
];

/** Everything but revisions: putting an account right once more changes nothing. */
const state = async () => {
  const touched = ['members', 'accounts', 'households', 'courtyards', 'digests', 'requests'];
  const all = await Promise.all(touched.map((name) => stage.database.find(name)));
  return JSON.stringify(all, (key, value) => (key === 'rev' ? undefined : value));
};

it.each(ROWS.map((one) => [one.action, one.of, one] as const))(
  '%s: the same again is answered alike, %s under its request id is refused',
  async (action, _, { make }) => {
    const { by, first, other } = await make();
    const tap = { ...by, requestId: freshRequest() };
    const reply = (input: unknown) => stage.calls.reply('member', action, tap, input as never);
    const answer = await reply(first);
    expect(answer).toMatchObject({ ok: true });
    const before = await state();
    expect(await reply(first)).toEqual(answer);
    expect(await reply(other)).toMatchObject({ ok: false, code: 'INVALID' });
    expect(await state()).toBe(before);
  },
);

describe('a late copy of what ended a request to join', () => {
  const waitingAt = async (by: By) => {
    const { memberId } = await stage.calls.done('member', 'me', by, {});
    return (await stage.read<MemberDoc>('members', memberId)).waiting.map(({ label }) => label);
  };

  it('taking it back: leaves the next request to the same door alone', async () => {
    const by = somebody();
    const { joinId } = await asks(by, 'hh_a6');
    const tap = { ...by, requestId: freshRequest() };
    const answer = await stage.calls.done('member', 'withdrawJoin', tap, { joinId });
    await asks(by, 'hh_a6');
    expect(await stage.calls.done('member', 'withdrawJoin', tap, { joinId })).toEqual(answer);
    expect(await waitingAt(by)).toEqual(['1单元 102']);
  });

  it('a no: does not turn down the next request to the same door', async () => {
    const by = somebody();
    const { joinId } = await asks(by, 'hh_a6');
    const tap = { ...owner, requestId: freshRequest() };
    const no = { joinId, accept: false };
    const answer = await stage.calls.done('member', 'answerJoin', tap, no);
    await asks(by, 'hh_a6');
    expect(await stage.calls.done('member', 'answerJoin', tap, no)).toEqual(answer);
    expect(await waitingAt(by)).toEqual(['1单元 102']);
  });
});

it('a new name in many households is written nowhere under a request id that was used', async () => {
  const by = somebody();
  await stage.moveIn(by, 'hh_a11');
  const { memberId } = await stage.calls.done('member', 'me', by, {});
  const helped = ['hh_a1', 'hh_a2', 'hh_a3', 'hh_a4', 'hh_a5', 'hh_a6'] as const;
  for (const householdId of helped) {
    await stage.calls.done('member', 'askToHelp', by, { householdId, personName: '老人' });
  }
  const tap = { ...by, requestId: freshRequest() };
  await stage.calls.done('member', 'rename', tap, { name: '大刘' });
  const reply = await stage.calls.reply('member', 'rename', tap, { name: '老刘' });
  expect(reply).toMatchObject({ ok: false, code: 'INVALID' });
  const households = await stage.database.find<{
    helpers: { memberId: string; name: string }[];
  }>('households');
  const names = households.flatMap(({ helpers }) =>
    helpers.filter((one) => one.memberId === memberId).map(({ name }) => name),
  );
  expect(names).toEqual(helped.map(() => '大刘'));
});
