/** Every page of the mini-program: who of the small demo community opens it, and with what. */

export interface Visit {
  readonly as: string;
  /** `{notice}` stands for one that asks for an answer. */
  readonly query?: string;
  /** Opened from this WeChat group's card. */
  readonly group?: string;
}

const OWNER = 'o_c02_u3_301_a';
const STAFF = 'o_staff_02';
const ADMIN = 'o_staff_01';
const RESIDENT = 'o_c01_u1_101_a';
const HELPER = 'o_c01_u1_702_a';
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
  'packages/duty/keys/keys': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/keyring/keyring': { as: OWNER, query: YARD },
  'packages/duty/mine/mine': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/swap/swap': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/care/care': { as: RESIDENT, query: 'y=cy_c01' },
  'packages/duty/month/month': { as: RESIDENT, query: 'y=cy_c01' },
};

/** The page's path with its query. */
export const addressOf = (path: string, notice: string): string =>
  `${path}?${(VISITS[path]?.query ?? '').replace('{notice}', notice)}`;

/** The id of the notice to all courtyards that asks for an answer. */
export async function askingNotice(control: (path: string) => Promise<unknown>): Promise<string> {
  const { docs } = (await control('documents?collection=notices&limit=100')) as {
    docs: readonly { _id: string; title: string }[];
  };
  const notice = docs.find(({ title }) => title.startsWith('流感疫苗登记'));
  if (!notice) throw new Error('the demo has no notice that asks all courtyards');
  return notice._id;
}
