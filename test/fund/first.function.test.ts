/** The very first entry, and rivals for it. */
import type { VoucherId } from '../../miniprogram/contract/ids';
import { expectSound, gift, openStage, type Stage, second } from './stage';

let stage: Stage;

beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const signed = async (voucherId: VoucherId): Promise<string> => {
  for (let tries = 0; tries < 20; tries += 1) {
    const reply = await stage.calls.reply(
      'fund',
      'sign',
      { ...second, requestId: `first-${voucherId}` },
      { voucherId },
    );
    if (reply.ok) return 'OK';
    if (reply.code !== 'BUSY') return reply.code;
  }
  return 'BUSY';
};

it('of six signatures at once that would each begin the fund, all six are entered', async () => {
  const ids = await Promise.all(Array.from({ length: 6 }, (_, i) => stage.propose(gift(100 + i))));
  expect(await Promise.all(ids.map(signed))).toEqual(ids.map(() => 'OK'));
  const journals = await stage.journals();
  expect(journals.map(({ seq }) => seq)).toEqual([1, 2, 3, 4, 5, 6]);
  expectSound(journals);
  expect(await stage.audited()).toMatchObject({ ok: true, checked: 6 });
  expect(await stage.database.find('funds')).toHaveLength(2);
}, 60_000);
