import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { pagesOf } from '../../local/server/pages';
import { type Journey, LOOKS, startJourney } from '../support/journey';
import { addressOf, type Things, thingsOf, VISITS } from '../support/visits';

const APP = join(__dirname, '../../miniprogram/app.json');
let journey: Journey;
let things: Things;

beforeAll(async () => {
  journey = await startJourney();
  things = await thingsOf(journey.product.control);
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
      const { as = '', group } = VISITS[path] ?? {};
      const phone = await journey.phone({
        as,
        ...(group === undefined ? {} : { group }),
        path: addressOf(path, things),
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
