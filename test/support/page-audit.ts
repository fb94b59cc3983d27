/** Every page as somebody of the small demo opens it: a picture, an audit, and nothing cut off. */
import { type Journey, startJourney } from './journey';
import { addressOf, type Things, thingsOf, VISITS } from './visits';

const shotOf = (path: string): string =>
  `page-${path.replace(/^.*\/(\w+)\/([\w-]+)\/[\w-]+$/, '$1-$2').replaceAll('/', '-')}`;

/** Each look in its own file, so that they run side by side. */
export function auditPages(text: number, themes: readonly ('light' | 'dark')[]): void {
  let journey: Journey;
  let things: Things;

  beforeAll(async () => {
    journey = await startJourney();
    things = await thingsOf(journey.product.control);
  }, 180_000);
  afterAll(() => journey?.close());

  it.each(Object.keys(VISITS))(
    '%s shows what it should, and nothing that keeps anybody out',
    async (path) => {
      const { as = '', group } = VISITS[path] ?? {};
      const from = group === undefined ? {} : { group };
      const phone = await journey.phone({ as, ...from, path: addressOf(path, things), text });
      await phone.loaded();
      for (const theme of themes) {
        if (theme === 'dark') await phone.theme(theme);
        await phone.look(shotOf(path));
        expect(await phone.overflows()).toEqual([]);
      }
      await phone.close();
    },
    60_000,
  );
}
