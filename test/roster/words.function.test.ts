/** What neighbours read in the committee's own words: checked like everything else people write, and shown. */
import { FORM, KEY, OWNER, openStage, person, publish, type Stage } from './stage';

let stage: Stage;
beforeEach(async () => {
  stage = await openStage();
  await publish(stage.calls);
}, 120_000);
afterEach(() => stage?.product.close());

const code = (reply: { readonly ok: boolean; readonly code?: string }) =>
  reply.ok ? 'OK' : reply.code;
const save = async (change: Partial<typeof FORM>) =>
  code(await stage.calls.reply('roster', 'saveRules', OWNER, { form: { ...FORM, ...change } }));
const addKey = async (name: string) =>
  code(await stage.calls.reply('roster', 'addKey', OWNER, { gate: '大门', name, to: 'committee' }));
const RISKY = '办假证';
const posts = (gate: string) => [{ gate, opensAt: '08:00', closesAt: '20:00' }];

it('what the platform calls risky is in no rules and on no key', async () => {
  expect(await save({ briefing: `来领${RISKY}` })).toBe('TEXT_RISKY');
  expect(await save({ posts: posts(RISKY) })).toBe('TEXT_RISKY');
  expect(await addKey(RISKY)).toBe('TEXT_RISKY');
  expect((await stage.calls.done('roster', 'rules', OWNER, {})).isDraft).toBe(false);
}, 60_000);

it('while the check is away new words wait, and rules in known words may be saved', async () => {
  await stage.product.control('content-safety', { outage: true });
  expect(await save({ briefing: '带好红袖章。' })).toBe('CHECK_AWAY');
  expect(await addKey('门卫备用')).toBe('CHECK_AWAY');
  expect(await save({ restDays: 2 })).toBe('OK');
}, 60_000);

it('signs that nobody sees are in no name', async () => {
  const input = { gate: '大\u200b门', name: '\u202e备用\u2060', to: 'committee' as const };
  await stage.calls.done('roster', 'addKey', OWNER, input);
  const { keys } = await stage.calls.done('roster', 'today', OWNER, {});
  expect(keys.map(({ name }) => name)).toEqual(['大门钥匙', '备用']);
  expect(keys[0]?.keyId).toBe(KEY);
  expect(await save({ briefing: '带好\u202e红袖章。' })).toBe('OK');
  const { form } = await stage.calls.done('roster', 'rules', OWNER, {});
  expect(form.briefing).toBe('带好红袖章。');
}, 60_000);

it('the committee’s own telephone is on the page of the day and on paper, and is a number', async () => {
  const today = () => stage.calls.done('roster', 'today', person(1), {});
  expect(await today()).not.toHaveProperty('contact');
  await publish(stage.calls, { ...FORM, contact: '028-8300 0022' });
  expect(await today()).toMatchObject({ contact: '028-8300 0022', phone: '028-83000000' });
  const { lines } = await stage.calls.done('roster', 'sheet', person(1), { month: '2020-02' });
  expect(lines.slice(-2)).toEqual(['值守联系电话：028-8300 0022', '社区电话：028-83000000']);
  for (const contact of ['找老李', '', ' - ', '138+1'])
    expect(await save({ contact })).toBe('INVALID');
  expect(await save({ contact: '0'.repeat(29) })).toBe('TOO_LONG');
}, 60_000);
