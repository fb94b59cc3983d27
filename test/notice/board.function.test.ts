import type { AuditDoc } from '../../cloudfunctions/kernel/audit';
import type { NoticeId } from '../../miniprogram/contract/ids';
import type { notice } from '../../miniprogram/contract/notice';
import type { InputOf, Reply } from '../../miniprogram/contract/protocol';
import { type By, freshRequest } from '../support/community';
import {
  far,
  farStaff,
  li,
  MORNING,
  OTHER_YARD,
  openStage,
  otherOwner,
  owner,
  type Stage,
  staff,
  UNTIL,
  volunteer,
  wang,
  YARD,
} from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());

type Reach = InputOf<(typeof notice)['actions']['recordReach']>;

const record = (noticeId: NoticeId, more: Partial<Reach> = {}, by: By = volunteer) =>
  stage.calls.reply('notice', 'recordReach', by, {
    noticeId,
    householdId: 'hh_a9',
    version: 1,
    how: 'phone',
    reached: true,
    ...more,
  });
const board = (noticeId: NoticeId, by: By = owner) =>
  stage.calls.done('notice', 'board', by, { noticeId });

describe('the board of a courtyard', () => {
  it('lists who is still to be called by unit and door as people count them', async () => {
    const noticeId = await stage.published();
    const { callList } = await board(noticeId);
    const doors = callList.map(({ unit, door }) => `${unit} ${door}`);
    expect(doors.at(0)).toBe('1单元 101');
    expect(doors.at(1)).toBe('1单元 102');
    expect(doors.at(-1)).toBe('10单元 1001');
    expect(doors.indexOf('2单元 101')).toBeLessThan(doors.indexOf('10单元 1001'));
  });

  it('tells apart who answered, who was helped, called or visited', async () => {
    const noticeId = await stage.published();
    await stage.calls.done('notice', 'confirm', li, { noticeId, version: 1 });
    const helped = { ...wang, subject: 'hh_a7' as const };
    await stage.calls.done('notice', 'confirm', helped, { noticeId, version: 1 });
    await record(noticeId);
    await record(noticeId, { householdId: 'hh_a10', how: 'door' });
    await record(noticeId, { householdId: 'hh_a11' }, { ...staff, courtyard: YARD });
    expect(await board(noticeId)).toMatchObject({
      householdCount: 13,
      reachedCount: 5,
      countByWay: { self: 1, helper: 1, phone: 2, door: 1 },
      courtyardName: '桂花巷9号院',
    });
  });

  it('leaves a household that was reached as it was first, whoever records it again', async () => {
    const noticeId = await stage.published();
    await record(noticeId);
    const again = await record(noticeId, { how: 'door' }, owner);
    expect(again).toMatchObject({ ok: true, value: { reached: true } });
    expect((await board(noticeId)).countByWay).toEqual({ self: 0, helper: 0, phone: 1, door: 0 });
    const self = await Promise.all(
      Array.from({ length: 10 }, () => record(noticeId, { householdId: 'hh_a10' })),
    );
    expect(self.every(({ ok }) => ok)).toBe(true);
    expect((await board(noticeId)).countByWay.phone).toBe(2);
  });

  it('notes a call nobody answered, once for each try, and keeps the household on the list', async () => {
    const noticeId = await stage.published();
    const by = { ...volunteer, requestId: freshRequest() };
    const tries = await Promise.all(
      Array.from({ length: 5 }, () => record(noticeId, { reached: false }, by)),
    );
    expect(new Set(tries.map((one) => JSON.stringify(one))).size).toBe(1);
    const first = (await board(noticeId)).callList.find(({ id }) => id === 'hh_a9');
    expect(first?.lastTry?.how).toBe('phone');
    await stage.breathe();
    await record(noticeId, { reached: false, how: 'door' });
    // The first try comes once more from a phone that was offline: the later one stays the last.
    await record(noticeId, { reached: false }, by);
    const last = (await board(noticeId)).callList.find(({ id }) => id === 'hh_a9');
    expect(last?.lastTry?.how).toBe('door');
    expect(last?.lastTry?.at).toBeGreaterThan(first?.lastTry?.at ?? 0);
    await record(noticeId);
    expect((await board(noticeId)).callList.some(({ id }) => id === 'hh_a9')).toBe(false);
    expect(await record(noticeId, { reached: false })).toMatchObject({
      ok: true,
      value: { reached: true },
    });
  });

  it('takes no household that does not live there', async () => {
    const noticeId = await stage.published({ audience: [YARD, OTHER_YARD] }, staff);
    for (const householdId of ['hh_b1', 'hh_f1', 'hh_nobody'] as const) {
      const reply = await record(noticeId, { householdId });
      expect(reply).toMatchObject({ ok: false, code: 'NOT_FOUND' });
    }
    expect((await board(noticeId)).reachedCount).toBe(0);
  });

  it('is for those who go to the doors, of this courtyard only', async () => {
    const noticeId = await stage.published();
    const refused: readonly (readonly [By, string])[] = [
      [li, 'NOT_ALLOWED'],
      [otherOwner, 'NOT_FOUND'],
      [far, 'NOT_ALLOWED'],
      [farStaff, 'NOT_FOUND'],
      [{ ...otherOwner, courtyard: YARD }, 'NOT_FOUND'],
      [{ ...farStaff, courtyard: YARD }, 'NOT_FOUND'],
    ];
    for (const [by, code] of refused) {
      const reply: Reply<unknown> = await stage.calls.reply('notice', 'board', by, { noticeId });
      expect(reply).toMatchObject({ ok: false, code });
      expect(await record(noticeId, {}, by)).toMatchObject({ ok: false, code });
    }
  });

  it('says so when a notice asks for nothing, was changed, or is over', async () => {
    const silent = await stage.published({ mustConfirm: false });
    const reply = await stage.calls.reply('notice', 'board', owner, { noticeId: silent });
    expect(reply).toMatchObject({ ok: false, code: 'NO_CONFIRM_NEEDED' });
    const noticeId = await stage.published();
    expect(await record(noticeId, { version: 2 })).toMatchObject({ code: 'NOTICE_CHANGED' });
    await stage.product.setClock(UNTIL);
    expect(await record(noticeId)).toMatchObject({ ok: false, code: 'NOTICE_EXPIRED' });
    expect((await board(noticeId)).expired).toBe(true);
    await stage.product.setClock(MORNING);
  });
});

describe('a telephone number', () => {
  const phoneOf = (householdId: `hh_${string}`, by: By = volunteer) =>
    stage.calls.reply('notice', 'phoneOf', by, { householdId });
  const rows = () => stage.database.find<AuditDoc>('audits', { subject: 'hh_a13' });

  it('is shown to those who call, and who looked is written down', async () => {
    const before = (await rows()).length;
    const reply = await phoneOf('hh_a13');
    expect(reply).toEqual({
      ok: true,
      value: { phones: [{ name: '何家', phone: '028-83000131' }] },
    });
    const written = await rows();
    expect(written).toHaveLength(before + 1);
    expect(written.at(-1)).toMatchObject({
      what: 'notice.phoneOf',
      actor: 'mb_ovolunteer',
      courtyardId: YARD,
    });
    expect(JSON.stringify(written)).not.toContain('83000131');
  });

  it('is shown to nobody else, and nothing is written for them', async () => {
    const before = (await rows()).length;
    const refused: readonly (readonly [By, string])[] = [
      [li, 'NOT_ALLOWED'],
      [otherOwner, 'NOT_FOUND'],
      [{ ...otherOwner, courtyard: YARD }, 'NOT_FOUND'],
      [farStaff, 'NOT_FOUND'],
      [{ ...staff, courtyard: OTHER_YARD }, 'NOT_FOUND'],
      [staff, 'NOT_FOUND'],
    ];
    for (const [by, code] of refused) {
      expect(await phoneOf('hh_a13', by)).toMatchObject({ ok: false, code });
    }
    expect(await rows()).toHaveLength(before);
  });

  it('is an empty list for a household that gave none', async () => {
    expect(await phoneOf('hh_a9')).toEqual({ ok: true, value: { phones: [] } });
    expect(await phoneOf('hh_b1')).toMatchObject({ ok: false, code: 'NOT_FOUND' });
  });
});
