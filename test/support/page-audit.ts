/** Every page as somebody of the small demo opens it: a picture, an audit, and nothing cut off. */
import { type Journey, type Phone, startJourney } from './journey';
import { addressOf, type Things, thingsOf, VISITS } from './visits';

const shotOf = (path: string): string =>
  `page-${path.replace(/^.*\/(\w+)\/([\w-]+)\/[\w-]+$/, '$1-$2').replaceAll('/', '-')}`;

/** Each look in its own file, so that they run side by side. */
export function auditPages(text: number, themes: readonly ('light' | 'dark')[]): void {
  let journey: Journey;
  let things: Things;
  /** One for each person and group: opening a phone takes longer than opening a page. */
  const phones = new Map<string, Phone>();

  beforeAll(async () => {
    journey = await startJourney();
    things = await thingsOf(journey.product.control);
  }, 180_000);
  afterAll(() => journey?.close());

  async function phoneAt(path: string): Promise<Phone> {
    const { as = '', group } = VISITS[path] ?? {};
    const who = `${as} ${group ?? ''}`;
    const address = addressOf(path, things);
    const known = phones.get(who);
    if (known) {
      await known.theme('light');
      await known.goTo(address);
      return known;
    }
    const from = group === undefined ? {} : { group };
    const phone = await journey.phone({ as, ...from, path: address, text });
    phones.set(who, phone);
    return phone;
  }

  it.each(Object.keys(VISITS))(
    '%s shows what it should, and nothing that keeps anybody out',
    async (path) => {
      const phone = await phoneAt(path);
      await phone.loaded();
      for (const theme of themes) {
        if (theme === 'dark') await phone.theme(theme);
        await phone.look(shotOf(path));
        expect(await phone.overflows()).toEqual([]);
      }
    },
    60_000,
  );
}
