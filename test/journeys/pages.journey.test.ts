import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf } from '../../local/server/pages';
import { type Journey, LOOKS, startJourney } from '../support/journey';

const APP = join(__dirname, '../../miniprogram/app.json');
const OWNER = 'o_c02_u3_301_a';
const STAFF = 'o_staff_02';
const ADMIN = 'o_staff_01';
const RESIDENT = 'o_c01_u1_101_a';
const HELPER = 'o_c01_u1_702_a';
const NEWCOMER = 'o_c01_new_c';
const YARD = 'y=cy_c02';

/** Who opens a page and with what; `{notice}` is one that asks for an answer. */
const VISITS: Readonly<Record<string, { as: string; query?: string; group?: string }>> = {
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
  'packages/self/household/household': { as: RESIDENT },
  'packages/self/acting/acting': { as: HELPER },
  'packages/self/kept/kept': { as: RESIDENT },
  'packages/self/reading/reading': { as: RESIDENT },
  'packages/self/pending/pending': { as: RESIDENT },
  'packages/self/notices/notices': { as: RESIDENT, query: 'y=cy_c01' },
};

let journey: Journey;
let notice: string;

beforeAll(async () => {
  journey = await startJourney();
  const { docs } = await journey.product.control<{ docs: { _id: string; title: string }[] }>(
    'documents?collection=notices&limit=50',
  );
  notice = docs.find(({ title }) => title.startsWith('流感疫苗登记'))?._id ?? '';
}, 180_000);
afterAll(() => journey.close());

it('visits every page the mini-program has', () => {
  expect(Object.keys(VISITS).sort()).toEqual(pagesOf(APP).sort());
  expect(JSON.parse(readFileSync(APP, 'utf8'))).toMatchObject({ darkmode: true });
});

describe.each([...LOOKS, ['dark', { text: 1, dark: true }]] as const)('in %s', (_, look) => {
  it.each(Object.keys(VISITS))(
    '%s shows what it should, and nothing that keeps anybody out',
    async (path) => {
      const { as, query = '', group } = VISITS[path] ?? { as: RESIDENT };
      const phone = await journey.phone({
        as,
        ...(group === undefined ? {} : { group }),
        path: `${path}?${query.replace('{notice}', notice)}`,
        ...look,
      });
      await phone.loaded();
      await phone.look(
        `page-${path.replace(/^.*\/(\w+)\/([\w-]+)\/[\w-]+$/, '$1-$2').replaceAll('/', '-')}`,
      );
      expect(await phone.overflows()).toEqual([]);
      await phone.close();
    },
    60_000,
  );
});
