/** What a keeper wrote when giving pots away: they can read it, and it goes with them. */
import type { AllotmentDoc } from '../../cloudfunctions/sale/public';
import {
  adopt,
  allotmentIn,
  by,
  home,
  OWNER,
  oneVariety,
  openCampaign,
  openStage,
  person,
  RANUNCULUS,
  type Stage,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());

const reasonsIn = ({ given = {} }: AllotmentDoc) =>
  Object.values(given).map(({ reason, by: who, counts }) => [reason, who, counts]);

it('reads the own reasons, and takes them away while the pots stay where they are', async () => {
  const campaignId = await openCampaign(stage, oneVariety(20));
  await adopt(stage, campaignId, person(1), { [RANUNCULUS]: 5 });
  const keeper = by('o_committee');
  for (const [who, reason] of [
    [keeper, '腿脚不好，种花解闷。'],
    [OWNER, '院里多出来的。'],
  ] as const) {
    await stage.calls.done('flower', 'giveLeftover', who, {
      ...{ campaignId, householdId: home(1), reason },
      counts: { [RANUNCULUS]: 2 },
    });
  }
  const { kept } = await stage.calls.done('member', 'kept', keeper, {});
  expect(kept).toContainEqual(expect.objectContaining({ what: '您写的余花加领原因', count: 1 }));
  const mine = await stage.calls.done('member', 'exportMine', keeper, {});
  expect(JSON.stringify(mine)).toContain('腿脚不好，种花解闷。');
  expect(JSON.stringify(mine)).not.toContain('院里多出来的。');

  await stage.calls.done('member', 'erase', keeper, { word: '删除' });
  const after = await allotmentIn(stage, campaignId);
  expect(reasonsIn(after)).toEqual([
    ['', 'mb_ocommittee', { [RANUNCULUS]: 2 }],
    ['院里多出来的。', 'mb_oowner', { [RANUNCULUS]: 2 }],
  ]);
  expect(after.sold).toEqual({ [RANUNCULUS]: 9 });
});
