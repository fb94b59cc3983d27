/** Whatever is sent to whatever action by whomever: a sentence, never a crash, and nothing changes. */
import fc from 'fast-check';
import { ERRORS } from '../../miniprogram/contract/errors';
import type { NoticeId, QuestionId } from '../../miniprogram/contract/ids';
import { notice } from '../../miniprogram/contract/notice';
import type { Reply } from '../../miniprogram/contract/protocol';
import { freshRequest } from '../support/community';
import { draft, li, MORNING, openStage, type Stage, TOWN, YARD } from './stage';

let stage: Stage;
let noticeId: NoticeId;
let questionId: QuestionId;
const ACTIONS = Object.keys(notice.actions);
const WHO = ['o_owner', 'o_li', 'o_staff', 'o_volunteer', 'o_nobody'];

beforeAll(async () => {
  stage = await openStage();
  noticeId = await stage.published();
  const asked = await stage.calls.done('notice', 'ask', li, { noticeId, text: '几点停？' });
  questionId = asked.questionId;
}, 120_000);
afterAll(() => stage?.close());

const text = fc.oneof(
  fc.string({ maxLength: 40 }),
  fc.constantFrom('', '$ne', '__proto__', 'constructor', '\u0000', '🧓🏻', '停水', '卖枪'),
);
const id = fc.constantFrom('nt_nobody', 'hh_a1', 'nt_a.b', 'nt_', '../x', 'nt_$where');
const scalar = fc.oneof(
  text,
  id,
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.bigInt().map(String),
);
const value = fc.oneof(scalar, fc.array(scalar, { maxLength: 4 }), fc.dictionary(text, scalar));

/** Now and then the right thing, mostly a wrong one. */
const mostly = (right: fc.Arbitrary<unknown>) =>
  fc.oneof({ arbitrary: right, weight: 3 }, { arbitrary: value, weight: 1 });

const FIELDS: Readonly<Record<string, fc.Arbitrary<unknown>>> = {
  noticeId: mostly(fc.constantFrom('nt_nobody', 'nt_1', 'nt_a.b')),
  questionId: mostly(fc.constantFrom('qs_nobody', 'qs_1', 'qs_0123456789abcdef0123456789ab')),
  householdId: mostly(fc.constantFrom('hh_a1', 'hh_a9', 'hh_b1', 'hh_nobody')),
  version: mostly(fc.integer({ min: 0, max: 3 })),
  how: mostly(fc.constantFrom('phone', 'door')),
  reached: mostly(fc.boolean()),
  text: mostly(text),
  toAll: mostly(fc.boolean()),
  box: mostly(fc.constantFrom('published', 'drafts')),
  fileId: mostly(fc.constantFrom('cloud://e/pictures/x.jpg', 'cloud://e/../x')),
  title: mostly(text),
  body: mostly(text),
  category: mostly(fc.constant('water')),
  mustConfirm: mostly(fc.boolean()),
  pinned: mostly(fc.boolean()),
  validUntil: mostly(fc.constant(MORNING + 1e9)),
  pictures: mostly(fc.constant([])),
  audience: mostly(fc.constantFrom([YARD], [], ['cy_f1'])),
};
const NOTICE = ['title', 'body', 'category', 'mustConfirm', 'pinned', 'validUntil', 'pictures'];
const REAL: Readonly<Record<string, readonly string[]>> = {
  list: ['box'],
  saveDraft: [...NOTICE, 'audience'],
  revise: ['noticeId', ...NOTICE],
  confirm: ['noticeId', 'version'],
  recordReach: ['noticeId', 'householdId', 'version', 'how', 'reached'],
  phoneOf: ['householdId'],
  ask: ['noticeId', 'text'],
  answer: ['questionId', 'text', 'toAll'],
  hideQuestion: ['questionId'],
  reportQuestion: ['questionId'],
  addPicture: ['fileId'],
};

const inputOf = (action: string) => {
  const fields = REAL[action] ?? ['noticeId'];
  const record = fc.record(
    Object.fromEntries(fields.map((field) => [field, FIELDS[field] ?? value])),
  );
  return fc.oneof({ arbitrary: record, weight: 8 }, { arbitrary: value, weight: 1 });
};
const callOf = (action: string) =>
  fc.record({
    who: fc.constantFrom(...WHO),
    input: inputOf(action),
    courtyardId: fc.constantFrom(YARD, YARD, 'cy_t2', 'cy_f1', 'cy_nobody', undefined),
    subject: fc.constantFrom(undefined, undefined, undefined, 'hh_a7', 'hh_nobody'),
  });

/** `nt_1` and `qs_1` stand for the real ones, which nobody knows before they are made. */
const withReal = <T>(data: T): T =>
  JSON.parse(JSON.stringify(data).replaceAll('nt_1', noticeId).replaceAll('qs_1', questionId)) as T;

let minute = 0;

describe.each(ACTIONS)('%s', (action) => {
  it('answers every input with a value or a sentence', async () => {
    minute += 1;
    await stage.product.setClock(MORNING + minute * 60_000);
    const codes = new Set<string>();
    const sample = fc.sample(callOf(action), { numRuns: 80, seed: ACTIONS.indexOf(action) });
    for (const { who, ...sent } of sample) {
      const data = { action, communityId: TOWN.id, requestId: freshRequest(), ...sent };
      const reply = await stage.product.call<Reply<unknown>>('notice', withReal(data), {
        openid: who,
      });
      codes.add(reply.ok ? 'OK' : reply.code);
      if (reply.ok) continue;
      expect(Object.keys(ERRORS)).toContain(reply.code);
      expect([reply.code, JSON.stringify(sent)]).not.toContain('INTERNAL');
    }
    // What got past the form met the rules, too.
    expect(codes.size).toBeGreaterThan(2);
  }, 60_000);
});

it('an input made of a real one with one field broken changes nothing', async () => {
  const fields = Object.keys(draft()) as (keyof ReturnType<typeof draft>)[];
  const before = (await stage.database.find('notices')).length;
  for (const field of fields) {
    const broken = { ...draft(), [field]: { $gt: '' } } as never;
    const by = { openid: 'o_owner', community: TOWN.id, courtyard: YARD };
    expect(await stage.calls.reply('notice', 'saveDraft', by, broken)).toMatchObject({ ok: false });
  }
  expect(await stage.database.find('notices')).toHaveLength(before);
});
