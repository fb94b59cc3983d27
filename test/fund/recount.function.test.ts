/** Whoever lays hands on the books is found. @see docs/domain/fund.md §4 */

import { hashOf } from '../../cloudfunctions/fund/chain';
import type { FundDoc, JournalDoc, RecountDoc } from '../../cloudfunctions/fund/documents';
import type { OutboxDoc } from '../../cloudfunctions/kernel/outbox';
import { item } from '../support/community';
import { subscribe } from '../support/subscribe';
import { expectSound, gift, li, openStage, type Stage, stranger, TOWN } from './stage';

let stage: Stage;
const COUNT = 230;
const HOUR_MS = 3_600_000;

beforeAll(async () => {
  stage = await openStage();
  await stage.posted(gift(100));
  await grow(COUNT - 1);
}, 180_000);
afterAll(() => stage?.close());

/** Entries as the function makes them, without a voucher for each: the chain is what is looked at here. */
async function grow(count: number): Promise<void> {
  const { journalAfter } = await import('../../cloudfunctions/fund/chain');
  const fund = await fundDoc();
  let head = fund;
  const made: JournalDoc[] = [];
  for (let i = 0; i < count; i += 1) {
    const journal = journalAfter(head, {
      communityId: TOWN.id,
      at: head.at + 1,
      kind: 'donation',
      legs: [
        { account: 'cash', fen: 100 + i },
        { account: 'income_donation', fen: -100 - i },
      ],
      source: { kind: 'voucher', id: `vo_made${head.seq + 1}` },
      memo: '捐款',
      signers: [{ by: 'mb_ostaff', as: 'staff' }],
    });
    made.push(journal);
    head = {
      ...head,
      seq: journal.seq,
      hash: journal.hash,
      at: journal.at,
      balances: journal.balances,
    };
  }
  await stage.database.add('journals', made);
  await stage.database.replace('funds', { ...head, rev: fund.rev + 1 } as never);
}

async function fundDoc(): Promise<FundDoc> {
  const fund = await stage.database.get<FundDoc>('funds', 'fd_test');
  if (!fund) throw new Error('no fund');
  return fund;
}
const recount = () => stage.database.get<RecountDoc>('funds', 'fd_test.recount');
const overview = () => stage.calls.done('fund', 'overview', stranger, {});
const journalAt = async (seq: number) => item(await stage.journals(), seq - 1);
/** Past two o'clock of the next night, tick by tick. */
async function night(): Promise<void> {
  await stage.breathe(24 * HOUR_MS);
  for (let i = 0; i < 3; i += 1) await stage.breathe(5 * 60_000);
}

/** Changes a stored document for as long as `look` runs. */
async function tampered<T extends { _id: string; rev: number }>(
  [collection, doc]: readonly [string, T],
  change: Partial<T> | undefined,
  look: () => Promise<void>,
): Promise<void> {
  if (change) await stage.database.replace(collection, { ...doc, ...change } as never);
  else await stage.database.remove(collection, doc._id);
  try {
    await look();
  } finally {
    if (change) await stage.database.replace(collection, doc as never);
    else await stage.database.add(collection, [doc]);
  }
}

describe('a recount by anybody', () => {
  it('goes through every journal in bounded steps, and ends at the code of the public page', async () => {
    const first = await stage.calls.done('fund', 'audit', stranger, {});
    expect(first).toMatchObject({ checked: 100, of: COUNT, ok: true, next: 100 });
    const whole = await stage.audited();
    expect(whole).toMatchObject({ ok: true, checked: COUNT, of: COUNT });
    expect(whole).toMatchObject({ code: (await overview()).code });
    expectSound(await stage.journals());
  });

  it('of a community without money agrees with nothing', async () => {
    const by = { openid: 'o_far_staff', community: 'cm_far' } as const;
    expect(await stage.calls.done('fund', 'audit', by, {})).toMatchObject({ ok: true, of: 0 });
    const nowhere = { openid: 'o_far_staff', community: 'cm_nowhere' } as const;
    expect(await stage.calls.reply('fund', 'audit', nowhere, {})).toMatchObject({
      code: 'NOT_FOUND',
    });
  });

  it.each([1, 2, 99, 100, 101, 150, 200, 201, COUNT])(
    'names journal %d when an amount in it was changed in the database',
    async (seq) => {
      const journal = await journalAt(seq);
      const legs = journal.legs.map((leg) => ({ ...leg, fen: leg.fen * 2 }));
      await tampered(['journals', journal], { legs }, async () => {
        expect(await stage.audited()).toMatchObject({
          ok: false,
          brokenAt: seq,
          flaw: 'changed',
          checked: seq - 1,
        });
      });
      expect(await stage.audited()).toMatchObject({ ok: true });
    },
  );

  it.each([1, 100, 101, COUNT])('names journal %d when it is gone', async (seq) => {
    await tampered(['journals', await journalAt(seq)], undefined, async () => {
      expect(await stage.audited()).toMatchObject({ ok: false, brokenAt: seq, flaw: 'missing' });
    });
  });

  it('names the next one when a journal was changed and hashed again', async () => {
    const journal = await journalAt(120);
    const legs = journal.legs.map((leg) => ({ ...leg, fen: leg.fen * 2 }));
    const forged = { ...journal, legs, memo: '别的' };
    const balances = { ...journal.balances };
    for (const { account, fen } of journal.legs) balances[account] = (balances[account] ?? 0) + fen;
    const whole = { ...forged, balances };
    await tampered(['journals', journal], { ...whole, hash: hashOf(whole) }, async () => {
      expect(await stage.audited()).toMatchObject({ ok: false, brokenAt: 121, flaw: 'link' });
    });
  });

  it('sees that the balance people read is not the one of the books', async () => {
    const fund = await fundDoc();
    const balances = { ...fund.balances, cash: 1 + (fund.balances.cash ?? 0) };
    await tampered(['funds', fund], { balances }, async () => {
      expect(await stage.audited()).toMatchObject({ ok: false, brokenAt: COUNT, flaw: 'head' });
    });
  });
});

describe('the nightly recount', () => {
  it('says so on the public page when everything agrees', async () => {
    expect((await overview()).recount).toEqual({ state: 'fresh' });
    await night();
    expect((await overview()).recount).toMatchObject({ state: 'agreed', count: COUNT });
    expect(await recount()).toMatchObject({ from: { seq: 0 }, agreed: { seq: COUNT } });
  });

  it('tells those who keep the money, once, and the public page; until it is right again', async () => {
    for (const openid of ['o_treasurer', 'o_staff'])
      await subscribe(stage.product, openid, 'audit');
    const journal = await journalAt(77);
    await tampered(['journals', journal], { memo: '捐款（改）' }, async () => {
      await night();
      expect((await overview()).recount).toMatchObject({ state: 'broken' });
      expect((await recount())?.broken).toMatchObject({ seq: 77, flaw: 'changed' });
      await night();
    });
    const jobs = await stage.database.find<OutboxDoc>('outbox', { kind: 'audit' });
    const told = jobs.map(({ to }) => ('memberId' in to ? to.memberId : ''));
    expect(told.sort()).toEqual(
      ['mb_oadmin', 'mb_oboth', 'mb_osecond', 'mb_ostaff', 'mb_otreasurer'].sort(),
    );
    expect(jobs.reduce((sum, { sent }) => sum + sent, 0)).toBe(2);
    const lines = await errorLines();
    expect(lines).toContainEqual(expect.objectContaining({ code: 'BROKEN_changed', count: 77 }));
    await night();
    expect((await overview()).recount).toMatchObject({ state: 'agreed' });
  });

  it('sees a whole chain written anew, which proves itself', async () => {
    const { journalAfter, NO_JOURNAL } = await import('../../cloudfunctions/fund/chain');
    const journals = await stage.journals();
    const fund = await fundDoc();
    let head = { ...NO_JOURNAL, at: 0 };
    const anew = journals.map((one) => {
      const made = journalAfter(head, {
        communityId: TOWN.id,
        at: one.at,
        kind: one.kind,
        legs: one.legs,
        source: one.source,
        memo: one.seq === 5 ? '换掉的' : one.memo,
        signers: one.signers,
      });
      head = { ...made };
      return made;
    });
    const write = async (all: readonly JournalDoc[]) => {
      for (const one of all.slice(4)) await stage.database.replace('journals', one as never);
      const last = item(all, all.length - 1);
      await stage.database.replace('funds', { ...fund, hash: last.hash } as never);
    };
    await write(anew);
    expect(await stage.audited()).toMatchObject({ ok: false, brokenAt: COUNT, flaw: 'rewritten' });
    await night();
    expect((await recount())?.broken).toMatchObject({ seq: COUNT, flaw: 'rewritten' });
    await write(journals);
    await night();
    expect((await overview()).recount).toMatchObject({ state: 'agreed' });
  }, 60_000);

  it('is one recount, when ten ticks come at once', async () => {
    await stage.breathe(24 * HOUR_MS);
    await Promise.all(Array.from({ length: 10 }, () => stage.database.callFunction('tick')));
    await night();
    expect((await overview()).recount).toMatchObject({ state: 'agreed', count: COUNT });
  }, 60_000);
});

async function errorLines(): Promise<readonly object[]> {
  const { invocations } = await stage.product.control<{ invocations: { logs: string[] }[] }>(
    'metrics?limit=500',
  );
  return invocations
    .flatMap(({ logs }) => logs)
    .filter((line) => line.includes('"error"'))
    .map((line) => JSON.parse(line) as object);
}

describe('whoever leaves for good', () => {
  it('reads before what the books keep of what they asked for, and takes it along', async () => {
    const by = { openid: 'o_treasurer', community: TOWN.id };
    await stage.propose(gift(123, { words: '义卖所得' }), by);
    const { kept } = await stage.calls.done('member', 'kept', by, {});
    expect(kept.find(({ what }) => what === '您填过的微基金单子')?.count).toBeGreaterThan(0);
    const { json } = await stage.calls.done('member', 'exportMine', by, {});
    expect(JSON.parse(json)).toMatchObject({
      微基金单子: expect.arrayContaining([
        expect.objectContaining({ 事项: '捐款', 金额: '¥1.23', 说明: '义卖所得' }),
      ]),
    });
  });

  it('leaves the chain whole: journals name opaque ids alone', async () => {
    const seq = await stage.posted(gift(500));
    await stage.calls.done(
      'member',
      'erase',
      { openid: 'o_treasurer', community: TOWN.id },
      {
        word: '删除',
      },
    );
    expect(await stage.audited(li)).toMatchObject({ ok: true, checked: seq, of: seq });
    const text = JSON.stringify(await stage.journals());
    expect(text).toContain('mb_otreasurer');
    expect(text).not.toContain('财务甲');
    expect(await stage.calls.done('fund', 'journal', li, { seq })).toMatchObject({
      signers: ['财务', '财务'],
    });
  });
});
