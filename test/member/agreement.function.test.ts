/** A new privacy text wants a new yes before the next act. @see docs/domain/member.md §1 */
import type { MemberDoc } from '../../cloudfunctions/kernel/member-doc';
import { PRIVACY_VERSION } from '../../miniprogram/contract/member';
import { type By, freshRequest } from '../support/community';
import { inYard, MORNING, openStage, owner, type Stage } from './stage';

let stage: Stage;
let id: `mb_${string}`;
const me = inYard('o_before');

beforeAll(async () => {
  stage = await openStage();
  await stage.moveIn(me, 'hh_a6', { name: '老邻居' });
  id = (await stage.calls.done('member', 'me', me, {})).memberId;
}, 120_000);
afterAll(() => stage?.close());
/** As if the text had been changed since this person came. */
beforeEach(() =>
  stage.database.change('members', id, { agreed: { version: '0', at: MORNING - 1 } }),
);

const agree = (by: By, privacyVersion = PRIVACY_VERSION) =>
  stage.calls.reply('member', 'agree', by, { privacyVersion });
const rename = () => stage.calls.reply('member', 'rename', me, { name: '新称呼' });
const agreed = async () => (await stage.read<MemberDoc>('members', id)).agreed;

it('reading goes on, and says that the text is newer', async () => {
  for (const reply of [
    await stage.calls.reply('courtyard', 'home', me, {}),
    await stage.calls.reply('notice', 'list', me, { box: 'published' }),
  ]) {
    expect(reply).toMatchObject({ ok: true, agree: PRIVACY_VERSION });
  }
  expect(await stage.calls.reply('courtyard', 'home', owner, {})).not.toHaveProperty('agree');
});

it('no act before, every act after', async () => {
  const refused = { ok: false, code: 'AGREE_AGAIN', details: { version: PRIVACY_VERSION } };
  expect(await rename()).toEqual(refused);
  const noticeId = 'nt_none' as const;
  expect(await stage.calls.reply('notice', 'confirm', me, { noticeId, version: 1 })).toEqual(
    refused,
  );
  expect(await agree(me, '0')).toMatchObject({ ok: false, code: 'AGREEMENT_NEEDED' });
  expect((await agreed())?.version).toBe('0');
  expect(await agree(me)).toEqual({ ok: true, value: {} });
  expect(await agreed()).toMatchObject({ version: PRIVACY_VERSION, at: MORNING });
  expect(await rename()).toMatchObject({ ok: true });
  expect(await stage.calls.reply('courtyard', 'home', me, {})).not.toHaveProperty('agree');
});

it('is written down once, and when', async () => {
  const by = { ...me, requestId: freshRequest() };
  const replies = await Promise.all(Array.from({ length: 10 }, () => agree(by)));
  expect(replies.every(({ ok }) => ok)).toBe(true);
  const first = await stage.read<MemberDoc>('members', id);
  await stage.product.setClock(MORNING + 60_000);
  expect(await agree(by)).toEqual({ ok: true, value: {} });
  expect(await stage.read<MemberDoc>('members', id)).toEqual(first);
  await stage.product.setClock(MORNING);
});

it('whoever does not agree may still see, take along and delete everything', async () => {
  expect(await stage.calls.reply('member', 'kept', me, {})).toMatchObject({ ok: true });
  expect(await stage.calls.reply('member', 'exportMine', me, {})).toMatchObject({ ok: true });
  expect(await stage.calls.reply('member', 'erase', me, { word: '删除' })).toEqual({
    ok: true,
    value: {},
  });
});

it('nobody agrees who is not known', async () => {
  expect(await agree(inYard('o_nobody'))).toMatchObject({ ok: false, code: 'NOT_MEMBER' });
});
