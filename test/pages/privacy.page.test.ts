import { PRIVACY_VERSION } from '../../miniprogram/contract/member';
import { heedAgreement } from '../../miniprogram/services/agreement';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('pages/privacy/privacy');

/** The page in front is another one. */
Object.assign(globalThis, { getCurrentPages: () => [{ route: 'pages/home/home' }] });

beforeEach(() => phone.reset());

it('asks for nothing when it is only read', async () => {
  const text = (await open({})).text();
  expect(text).toContain('院坝记什么，不记什么');
  expect(text).not.toContain('看过了，同意');
});

it('takes the yes to a newer text, and goes on', async () => {
  phone.ok('member.agree', {});
  const page = await open({ agree: '1' });
  expect(page.text()).toContain('隐私说明改过了');
  await page.press('看过了，同意');
  expect(phone.callsOf('member.agree')[0]).toMatchObject({
    input: { privacyVersion: PRIVACY_VERSION },
  });
  expect(page.text()).toContain('您同意了，谢谢');
  expect(page.text()).toContain('接着办事');
});

it('is opened by an answer that says the text is newer, once, and by every act that was refused', () => {
  const reads = { ok: true, value: {}, agree: PRIVACY_VERSION } as const;
  const refused = {
    ok: false,
    code: 'AGREE_AGAIN',
    details: { version: PRIVACY_VERSION },
  } as const;
  heedAgreement({ ok: true, value: {} });
  expect(phone.went).toEqual([]);
  heedAgreement(reads);
  heedAgreement(reads);
  expect(phone.went).toEqual(['/pages/privacy/privacy?agree=1']);
  heedAgreement(refused);
  expect(phone.went).toHaveLength(2);
});
