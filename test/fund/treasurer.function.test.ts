/** Who keeps the books: named by the administrator, for the whole community, until somebody ends it. */
import { memberIdOf } from '../support/factories';
import { admin, gift, li, openStage, owner, type Stage, staff, TOWN, YARD } from './stage';

let stage: Stage;
const LI = memberIdOf('o_li');
const named = { memberId: LI, role: 'treasurer' } as const;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.breathe());

const sign = async () => {
  const voucherId = await stage.propose(gift(100), staff);
  return stage.calls.reply('fund', 'sign', { ...li, courtyard: YARD }, { voucherId });
};

it('a resident reads the fund and signs nothing', async () => {
  expect(await sign()).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
});

it('neither the owner of the courtyard nor staff may name a treasurer', async () => {
  for (const by of [owner, { ...staff, courtyard: YARD }]) {
    expect(await stage.calls.reply('courtyard', 'grantRole', by, named)).toMatchObject({
      ok: false,
      code: 'ROLE_NOT_YOURS_TO_GIVE',
    });
  }
});

it('the administrator names one, who then signs for the whole community and is on its list', async () => {
  const inYard = { ...admin, courtyard: YARD };
  const { grantable } = await stage.calls.done('courtyard', 'roles', inYard, {});
  expect(grantable).toContain('treasurer');
  await stage.calls.done('courtyard', 'grantRole', inYard, named);
  expect(await sign()).toMatchObject({ ok: true, value: { status: 'posted' } });
  const { people } = await stage.calls.done('courtyard', 'staff', admin, {});
  expect(people).toContainEqual(expect.objectContaining({ memberId: LI, role: 'treasurer' }));
  const elsewhere = { openid: 'o_li', community: TOWN.id };
  const { may } = await stage.calls.done('fund', 'overview', elsewhere, {});
  expect(may).toEqual({ propose: true, sign: true });
  // The books are all that is theirs to keep.
  expect(await stage.calls.reply('directory', 'overview', elsewhere, {})).toMatchObject({
    ok: false,
    code: 'NOT_ALLOWED',
  });
});

it('ends it again, and what was signed stays', async () => {
  await stage.calls.done('courtyard', 'endRole', admin, named);
  expect(await sign()).toMatchObject({ ok: false, code: 'NOT_ALLOWED' });
  expect(await stage.audited()).toMatchObject({ ok: true, checked: 1 });
});
