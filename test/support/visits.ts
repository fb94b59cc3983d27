/** Every page of the mini-program: who of the small demo community opens it, and with what. */

export interface Visit {
  readonly as: string;
  /** `{notice}` stands for one that asks for an answer, `{open}` and `{delivered}` for rounds of buying, `{campaign}` for one that can be adopted from, `{pot}` for one of the resident's, `{contest}` and `{judged}` for contests that take entries and points, `{voucher}` for one that waits. */
  readonly query?: string;
  /** Opened from this WeChat group's card. */
  readonly group?: string;
}

const OWNER = 'o_c02_u3_301_a';
const STAFF = 'o_staff_02';
const ADMIN = 'o_staff_01';
const RESIDENT = 'o_c01_u1_101_a';
const HELPER = 'o_c01_u1_702_a';
const JUDGE = 'o_c01_u2_302_a';
const NEWCOMER = 'o_c01_new_c';
const YARD = 'y=cy_c02';

export const VISITS: Readonly<Record<string, Visit>> = {
  'pages/home/home': { as: RESIDENT },
  'pages/errands/errands': { as: OWNER },
  'pages/me/me': { as: RESIDENT },
  'pages/join/join': { as: NEWCOMER, query: 'y=cy_c01', group: 'og_c01' },
  'pages/notice/view/view': { as: OWNER, query: `id={notice}&${YARD}` },
  'pages/privacy/privacy': { as: RESIDENT },
  'packages/keeper/notice-edit/notice-edit': { as: OWNER, query: YARD },
  'packages/keeper/notice-list/notice-list': { as: OWNER, query: YARD },
  'packages/keeper/board/board': { as: OWNER, query: `id={notice}&${YARD}` },
  'packages/keeper/community-board/community-board': { as: STAFF, query: 'id={notice}' },
  'packages/keeper/joins/joins': { as: OWNER, query: YARD },
  'packages/keeper/roles/roles': { as: OWNER, query: YARD },
  'packages/keeper/poster/poster': { as: OWNER, query: YARD },
  'packages/keeper/sheet/sheet': { as: OWNER, query: `id={notice}&${YARD}` },
  'packages/keeper/gate/gate': { as: OWNER, query: YARD },
  'packages/keeper/helpers/helpers': { as: OWNER, query: YARD },
  'packages/keeper/households/households': { as: OWNER, query: YARD },
  'packages/keeper/household/household': { as: OWNER, query: `id=hh_c02u1d101&${YARD}` },
  'packages/keeper/overview/overview': { as: STAFF },
  'packages/keeper/month/month': { as: STAFF },
  'packages/keeper/group/group': { as: OWNER, query: YARD, group: 'og_c02' },
  'packages/keeper/register/register': { as: ADMIN },
  'packages/keeper/courtyard/courtyard': { as: STAFF, query: YARD },
  'packages/keeper/staff/staff': { as: ADMIN },
  'packages/keeper/staff-accept/staff-accept': { as: NEWCOMER, query: 'c=cm_donghuan&s=7K2M9QXB' },
  'packages/keeper/community/community': { as: ADMIN },
  'packages/self/household/household': { as: RESIDENT },
  'packages/self/acting/acting': { as: HELPER },
  'packages/self/kept/kept': { as: RESIDENT },
  'packages/self/reading/reading': { as: RESIDENT },
  'packages/self/pending/pending': { as: RESIDENT },
  'packages/self/notices/notices': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/today/today': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/keys/keys': { as: OWNER, query: YARD },
  'packages/duty/keyring/keyring': { as: OWNER, query: YARD },
  'packages/duty/mine/mine': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/swap/swap': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/care/care': { as: 'o_c02_u2_402_a', query: YARD },
  'packages/duty/month/month': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/behalf/behalf': { as: OWNER, query: `for=hh_c02u1d101&${YARD}` },
  'packages/duty/rules/rules': { as: OWNER, query: YARD },
  'packages/duty/paper/paper': { as: OWNER, query: YARD },
  'packages/duty/journal/journal': { as: OWNER, query: YARD },
  'packages/buying/list/list': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/buying/round/round': { as: RESIDENT, query: 'id={open}&y=cy_c01' },
  'packages/buying/orders/orders': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/buying/working/working': { as: STAFF, query: 'from=community' },
  'packages/buying/edit/edit': { as: STAFF, query: 'from=community' },
  'packages/buying/manage/manage': { as: STAFF, query: 'id={delivered}&from=community' },
  'packages/buying/order-for/order-for': { as: OWNER, query: `id={open}&${YARD}` },
  'packages/buying/paste/paste': { as: OWNER, query: `id={open}&${YARD}` },
  'packages/buying/totals/totals': { as: STAFF, query: 'id={delivered}&from=community' },
  'packages/buying/shortage/shortage': { as: STAFF, query: 'id={delivered}&from=community' },
  'packages/buying/loading/loading': { as: STAFF, query: 'id={delivered}&from=community' },
  'packages/buying/door/door': { as: OWNER, query: `id={delivered}&${YARD}` },
  'packages/buying/hand-in/hand-in': { as: OWNER, query: `id={delivered}&${YARD}` },
  'packages/buying/suppliers/suppliers': { as: STAFF, query: 'from=community' },
  'packages/buying/settle/settle': { as: STAFF, query: 'id={delivered}&from=community' },
  'packages/flower/list/list': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/flower/mine/mine': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/flower/manage/manage': { as: STAFF, query: 'id={campaign}&from=community' },
  'packages/flower/adopt/adopt': { as: RESIDENT, query: 'id={campaign}&y=cy_c01' },
  'packages/flower/pot/pot': { as: RESIDENT, query: 'id={pot}&y=cy_c01' },
  'packages/contest/list/list': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/contest/wall/wall': { as: RESIDENT, query: 'id={contest}&y=cy_c01' },
  'packages/contest/enter/enter': { as: RESIDENT, query: 'id={contest}&y=cy_c01' },
  'packages/contest/judge/judge': { as: JUDGE, query: 'id={judged}&y=cy_c01' },
  'packages/fund/fund/fund': { as: RESIDENT },
  'packages/fund/entries/entries': { as: RESIDENT },
  'packages/fund/journal/journal': { as: RESIDENT, query: 'seq=1' },
  'packages/fund/statement/statement': { as: RESIDENT },
  'packages/fund/audit/audit': { as: RESIDENT },
  'packages/fund/vouchers/vouchers': { as: STAFF },
  'packages/fund/voucher/voucher': { as: STAFF, query: 'id={voucher}' },
  'packages/fund/ask/ask': { as: STAFF },
  'packages/fund/correct/correct': { as: STAFF, query: 'seq=1' },
};

/** What the placeholders of a query stand for in the demo that runs. */
export interface Things {
  readonly notice: string;
  readonly open: string;
  readonly delivered: string;
  readonly campaign: string;
  readonly pot: string;
  readonly contest: string;
  readonly judged: string;
  readonly voucher: string;
}

/** The page's path with its query. */
export const addressOf = (path: string, things: Things): string =>
  `${path}?${(VISITS[path]?.query ?? '').replace(/\{(\w+)\}/g, (_, name: keyof Things) => things[name])}`;

type Control = (path: string) => Promise<unknown>;

export async function thingsOf(control: Control): Promise<Things> {
  const { docs } = (await control('documents?collection=rounds&limit=20')) as {
    docs: readonly { _id: string; status: string }[];
  };
  const round = (status: string): string => {
    const found = docs.find((one) => one.status === status);
    if (!found) throw new Error(`the demo has no round that is ${status}`);
    return found._id;
  };
  return {
    notice: await askingNotice(control),
    open: round('open'),
    delivered: round('distributing'),
    campaign: await openCampaign(control),
    pot: await residentsPot(control),
    contest: await contestOf(control, 'name'),
    judged: await contestOf(control, 'balcony'),
    voucher: await askedVoucher(control),
  };
}

/** The id of the campaign that can be adopted from now. */
async function openCampaign(control: Control): Promise<string> {
  const { docs } = (await control('documents?collection=campaigns&limit=20')) as {
    docs: readonly { _id: string; status: string }[];
  };
  const open = docs.find(({ status }) => status === 'open');
  if (!open) throw new Error('the demo has no campaign that is open');
  return open._id;
}

/** The id of a pot that the resident's household has. */
async function residentsPot(control: Control): Promise<string> {
  const { docs } = (await control('documents?collection=pots&limit=100')) as {
    docs: readonly { _id: string; party: string }[];
  };
  const pot = docs.find(({ party }) => party === 'hh_c01u1d101');
  if (!pot) throw new Error('the demo has no pot of the resident');
  return pot._id;
}

/** The id of the contest of this kind: flowers are being named, balconies are being judged. */
async function contestOf(control: Control, kind: 'name' | 'balcony'): Promise<string> {
  const { docs } = (await control('documents?collection=contests&limit=20')) as {
    docs: readonly { _id: string; form: { kind: string } }[];
  };
  const found = docs.find(({ form }) => form.kind === kind);
  if (!found) throw new Error(`the demo has no contest of ${kind}`);
  return found._id;
}

/** The id of the voucher that waits for a second signature. */
async function askedVoucher(control: Control): Promise<string> {
  const { docs } = (await control('documents?collection=vouchers&limit=20')) as {
    docs: readonly { _id: string; status: string }[];
  };
  const asked = docs.find(({ status }) => status === 'proposed');
  if (!asked) throw new Error('the demo has no voucher that waits');
  return asked._id;
}

/** The id of the notice to all courtyards that asks for an answer. */
export async function askingNotice(control: Control): Promise<string> {
  const { docs } = (await control('documents?collection=notices&limit=100')) as {
    docs: readonly { _id: string; title: string }[];
  };
  const notice = docs.find(({ title }) => title.startsWith('流感疫苗登记'));
  if (!notice) throw new Error('the demo has no notice that asks all courtyards');
  return notice._id;
}
