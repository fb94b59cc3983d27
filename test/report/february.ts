/** What happens in the February of the stage, in the order of its days. */
import type { NoticeId, RoundId, VoucherId } from '../../miniprogram/contract/ids';
import type { RulesForm } from '../../miniprogram/contract/roster-views';
import {
  A2,
  A4,
  B1,
  B2,
  B3,
  handOver,
  OTHER_YARD,
  OWNER,
  ROUND,
  STAFF,
  type Stage,
  TREASURER,
  YARD,
} from './stage';

export interface Lived {
  /** The notice that asks both courtyards. */
  readonly asking: NoticeId;
  readonly roundId: RoundId;
}

export async function liveFebruary(stage: Stage): Promise<Lived> {
  const asking = await notices(stage);
  await duty(stage);
  const roundId = await buying(stage);
  const waiting = await money(stage);
  await lastMillisecond(stage, { asking, roundId, waiting });
  return { asking, roundId };
}

/** One in January, one that is withdrawn, one that asks both courtyards, one that asks nobody. */
async function notices(stage: Stage): Promise<NoticeId> {
  const { calls } = stage;
  await stage.publish({ title: '一月的事' });
  await stage.at('2020-02-10');
  const wrong = await stage.publish({ title: '发错了' });
  await calls.done('notice', 'withdraw', STAFF, { noticeId: wrong });
  const asking = await stage.publish({ title: '二月的事' });
  const read = { noticeId: asking, version: 1 };
  await calls.done('notice', 'confirm', OWNER, read);
  await calls.done('notice', 'confirm', { ...A2, subject: 'hh_a3' }, read);
  const byHand = { ...read, reached: true } as const;
  await calls.done('notice', 'recordReach', OWNER, {
    ...byHand,
    householdId: 'hh_a5',
    how: 'phone',
  });
  const office = { ...STAFF, courtyard: OTHER_YARD };
  await calls.done('notice', 'recordReach', office, {
    ...byHand,
    householdId: 'hh_b1',
    how: 'door',
  });
  const plain = await stage.publish({ mustConfirm: false, audience: [YARD] }, OWNER);
  const ask = (text: string) => calls.done('notice', 'ask', A2, { noticeId: plain, text });
  const { questionId } = await ask('几点？');
  await calls.done('notice', 'answer', OWNER, { questionId, text: '九点。', toAll: true });
  await ask('哪天？');
  return asking;
}
const RULES: RulesForm = {
  ...{ startsOn: '2020-02-20', orderBy: 'hand', seed: '', tenants: 'now', tenantsFromRound: 1 },
  posts: [{ gate: '大门', opensAt: '08:00', closesAt: '20:00' }],
  order: ['hh_a1', 'hh_a2', 'hh_a3', 'hh_a4', 'hh_a5', 'hh_a6'],
  ...{ exempt: [], restDays: 0, heavyDays: 'same', briefing: '' },
};

/** Ten days from the 20th on, by six households. */
async function duty({ calls }: Stage): Promise<void> {
  await calls.done('roster', 'saveRules', OWNER, { form: RULES });
  await calls.done('roster', 'publish', OWNER, {});
}

/** Three households order; on the 29th two doors are done, on March 2nd the third. */
async function buying(stage: Stage): Promise<RoundId> {
  const { calls } = stage;
  await stage.at('2020-02-25');
  const { roundId } = await calls.done('groupbuy', 'saveRound', STAFF, { form: ROUND });
  await calls.done('groupbuy', 'openRound', STAFF, { roundId });
  const lines = (add: number) => ({ roundId, lines: [{ itemId: 'i1', add }] });
  await calls.done('groupbuy', 'order', A2, lines(2));
  await calls.done('groupbuy', 'order', A4, lines(3));
  await calls.done('groupbuy', 'order', B1, lines(5));
  await stage.at('2020-02-29');
  await calls.done('groupbuy', 'pick', STAFF, { roundId, items: [{ itemId: 'i1', units: 10 }] });
  await handOver(stage, roundId, { who: OWNER, home: 'hh_a2', count: 2 });
  await calls.done('groupbuy', 'deliver', OWNER, {
    roundId,
    ...{ householdId: 'hh_a4', outcome: 'handed', payment: 'later' },
    lines: [{ itemId: 'i1', handed: 3 }],
  });
  return roundId;
}

/** An opening and a gift, and a gift that somebody still has to sign. */
async function money({ calls }: Stage): Promise<VoucherId> {
  const rest = { words: '', pictures: [] } as const;
  const opening = { kind: 'opening', cashFen: 10_000, bankFen: 0, ...rest } as const;
  const gift = { kind: 'donation', fen: 2_500, till: 'cash', ...rest } as const;
  for (const form of [opening, gift]) {
    const { voucherId } = await calls.done('fund', 'propose', TREASURER, { form });
    await calls.done('fund', 'sign', STAFF, { voucherId });
  }
  return (await calls.done('fund', 'propose', TREASURER, { form: gift })).voucherId;
}
/** What counts as February and what does not is a millisecond apart. */
async function lastMillisecond(
  stage: Stage,
  { asking, roundId, waiting }: Lived & { readonly waiting: VoucherId },
): Promise<void> {
  const { calls } = stage;
  const read = { noticeId: asking, version: 1 };
  await stage.at('2020-02-29', '24:00', -1);
  await calls.done('notice', 'confirm', B2, read);
  await stage.publish({ title: '最后一刻', audience: [YARD] });
  await stage.at('2020-03-01', '00:00');
  await calls.done('notice', 'confirm', B3, read);
  await stage.publish({ title: '三月的事' });
  await calls.done('fund', 'sign', STAFF, { voucherId: waiting });
  const door = { householdId: 'hh_b1', outcome: 'absent', payment: 'later', lines: [] } as const;
  await calls.done(
    'groupbuy',
    'deliver',
    { ...STAFF, courtyard: OTHER_YARD },
    { roundId, ...door },
  );
}
