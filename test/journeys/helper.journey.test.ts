import { type Journey, LOOKS, startJourney } from '../support/journey';

let journey: Journey;

beforeAll(async () => {
  journey = await startJourney();
}, 180_000);
afterAll(() => journey.close());

/** Each helps one neighbour who has a text-only phone. */
const HELPERS = { 'normal text': 'o_c01_u1_702_a', 'the largest text': undefined } as const;

describe.each(LOOKS)('a helper, in %s', (name, { text }) => {
  it('answers for the neighbour, and the board says who did it for whom', async () => {
    const as = HELPERS[name] ?? (await anotherHelper());
    const helper = await journey.phone({ as, text });
    await helper.see('帮着回');
    await helper.look('helper-1-home');
    await helper.tap('帮着回');
    await helper.see(/替|帮/);
    await helper.look('helper-2-notice');
    await helper.tap(/收到/);
    await helper.see('回好了');
    await helper.close();

    const marks = await helperMarks();
    expect(marks.filter(({ by }) => by === marks.at(-1)?.by).length).toBeGreaterThan(0);
    const after = await journey.phone({ as, text });
    await after.see('院坝');
    await after.gone('帮着回');
    await after.look('helper-3-done');
    await after.close();
  }, 120_000);
});

interface Mark {
  readonly how: string;
  readonly by: string;
}

async function helperMarks(): Promise<readonly Mark[]> {
  const { docs } = await journey.product.control<{ docs: { marks: Record<string, Mark> }[] }>(
    'documents?collection=reaches&limit=100',
  );
  return docs.flatMap(({ marks }) => Object.values(marks)).filter(({ how }) => how === 'helper');
}

/** Somebody else whose neighbour has not been answered for yet. */
async function anotherHelper(): Promise<string> {
  const people = await journey.product.control<{ openid: string }[]>('people?role=helper');
  for (const { openid } of people) {
    if (openid === HELPERS['normal text']) continue;
    const home = await journey.product.call<{ value: { waiting: { helping?: boolean }[] } }>(
      'courtyard',
      { action: 'home', input: {}, communityId: 'cm_donghuan' },
      { openid },
    );
    if (home.value.waiting.some(({ helping }) => helping)) return openid;
  }
  throw new Error('nobody of the demo has anything left to answer for a neighbour');
}
