import type { MyFlowersView, MyPot } from '../../miniprogram/contract/flower-pots';
import { flush, waiting } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/flower/mine/mine');
const NOW = Date.now();

const pot = (over: Partial<MyPot> = {}): MyPot => ({
  ...{ potId: 'pt_1', code: '412875', variety: '长寿花', name: '', state: 'handed', prizes: [] },
  ...over,
});
const view = (over: Partial<MyFlowersView> = {}): MyFlowersView => ({
  ...{ pots: [pot()], offered: [], given: [], allergyHint: '过敏的先问一声', now: NOW },
  ...over,
});

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  phone.ok('flower.myFlowers', view());
  phone.ok('flower.flowerSettings', {});
  for (const act of ['namePot', 'writeDiary', 'answerGift', 'remind'])
    phone.ok(`flower.${act}`, {});
});

const input = (act: string) => phone.callsOf(`flower.${act}`).map((call) => call.input);

it('one tap says that it was watered, and keeps saying it without network', async () => {
  const page = await open();
  expect(page.text()).toContain('编号412875');
  phone.online = false;
  await page.press('浇了水');
  expect(waiting()).toHaveLength(1);
  phone.online = true;
  expect(await flush()).toBe(1);
  expect(input('writeDiary').at(-1)).toEqual({ potId: 'pt_1', did: ['water'], words: '' });
});

it('a pot gets a name, which is shown once it has passed', async () => {
  const page = await open();
  await page.press('起名字');
  await page.run('type', { detail: { value: ' 小红 ' } });
  await page.press('就叫这个');
  expect(input('namePot')).toEqual([{ potId: 'pt_1', name: '小红' }]);
  phone.ok('flower.myFlowers', view({ pots: [pot({ nameWaiting: '小红' })] }));
  await page.run('refresh');
  expect(page.text()).toContain('名字“小红”正在看');
});

it('a flower somebody offers is taken, with a word of warning for who cannot have one', async () => {
  const face = {
    potId: 'pt_2',
    code: '000001',
    variety: '月季',
    name: '阿花',
    state: 'handed',
  } as const;
  const offer = {
    ...face,
    offerId: 'of_1',
    fromLabel: '2单元 101 李家',
    card: '生日快乐',
    until: NOW,
  };
  phone.ok('flower.myFlowers', view({ offered: [offer] }));
  const page = await open();
  for (const words of ['李家想送您一盆月季“阿花”', '生日快乐', '过敏的先问一声']) {
    expect(page.text()).toContain(words);
  }
  await page.press('收下');
  expect(input('answerGift')).toEqual([{ potId: 'pt_2', offerId: 'of_1', accept: true }]);
});

it('reminders are switched on and off', async () => {
  const page = await open();
  await page.press('提醒我浇水');
  await page.press('不用提醒浇水了');
  expect(input('remind')).toEqual([{ everyDays: 3 }, { everyDays: 0 }]);
});
