import type { CampaignManageView, SimulationView } from '../../miniprogram/contract/flower-views';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt, settle } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/flower/manage/manage');

const sums = {
  ...{ households: 6, units: 9, dueFen: 2_700, receivedFen: 900, owedFen: 1_800 },
  ...{ overFen: 0, withVolunteersFen: 900 },
};
const form: CampaignManageView['form'] = {
  ...{ title: '花花节', note: '', priceFen: 300, capPerHousehold: 5, varieties: [] },
  ...{ opensAt: 0, closesAt: 1, collectBy: 3, yards: [] },
  delivery: { text: '', from: 1, until: 2 },
};
const NOTHING = {
  ...{ edit: false, open: false, extend: false, callOff: false },
  ...{ reoffer: false, finish: false, deliver: false },
};
const view = (may: Partial<CampaignManageView['may']>): CampaignManageView => ({
  ...{ campaignId: 'fl_1', form, status: 'open', statusText: '正在认领', sums },
  yards: [
    {
      ...{ ...sums, courtyardId: 'cy_c01', name: '3巷22号院', quota: 30 },
      ...{ handed: 3, paidPots: 3, handedInFen: 0 },
    },
  ],
  ...{ left: 191, waiting: 2, may: { ...NOTHING, ...may }, now: 0 },
});
const simulation: SimulationView = {
  ...{ pots: 600, reach: 500, missing: 100, byHouseholds: 500, byCorners: 0, quotas: 600 },
  ...{ householdsNeeded: 120, householdsNeededAlone: 120, verdict: '还差 100 盆没有人认领' },
  ...{ lines: ['100 户 × 5 盆 = 500 < 600，差 100 盆'], warnings: [] },
};
const inputs = (act: string) => phone.callsOf(`flower.${act}`).map(({ input }) => input);

beforeEach(() => {
  keeperPhone.reset();
  session.goTo({ courtyardId: 'cy_c01' });
  phone.ok('flower.simulate', simulation);
  phone.ok('flower.callOff', {});
});

it('says how it stands, in pots and in money', async () => {
  phone.ok('flower.manage', view({}));
  const page = await open({ id: 'fl_1', from: 'community' });
  for (const words of [
    '6家认领了9盆，还有191盆，2家在候补',
    '9/30盆，送到3',
    '¥9.00还在志愿者手里',
  ]) {
    expect(page.text()).toContain(words);
  }
  expect(phone.callsOf('flower.simulate')).toEqual([]);
});

it('counts what would come of it, for more households and for fewer', async () => {
  phone.ok('flower.manage', view({ edit: true }));
  const page = await open({ id: 'fl_1', from: 'community' });
  expect(page.text()).toContain('100户×5盆=500<600，差100盆');
  await page.run('countHouseholds', { detail: { value: 101 } });
  await page.run('countHouseholds', { detail: { value: 109 } });
  await settle();
  expect(inputs('simulate')).toEqual([100, 110, 100].map((households) => ({ form, households })));
});

it('is called off only with a reason', async () => {
  phone.ok('flower.manage', view({ callOff: true }));
  const page = await open({ id: 'fl_1', from: 'community' });
  await page.run('startCallOff');
  await page.run('callOff');
  expect(inputs('callOff')).toEqual([]);
  await page.run('typeReason', { detail: { value: ' 花没到 ' } });
  await page.run('callOff');
  expect(inputs('callOff')).toEqual([{ campaignId: 'fl_1', reason: '花没到' }]);
});
