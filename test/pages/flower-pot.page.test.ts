import type { PassportView } from '../../miniprogram/contract/flower-pots';
import { flush, waiting } from '../../miniprogram/services/queue';
import { session } from '../../miniprogram/services/session';
import { keeperPhone } from '../support/keeper-phone';
import { pageAt } from '../support/page';
import { phone } from '../support/phone';

const open = pageAt('packages/flower/pot/pot');

const NOW = Date.now();
const DAY = 86_400_000;

const view = (over: Partial<PassportView> = {}): PassportView => ({
  ...{ potId: 'pt_1', code: '412875', variety: '洋牡丹', name: '小红', state: 'handed' },
  ...{ courtyardName: '3巷22号院', label: '1单元 101 曾家', mine: true },
  ...{ photoUrls: [], prizes: [{ title: '最美的花', at: NOW }], careLines: ['土干了再浇'] },
  ...{ wateredAt: NOW - 4 * DAY, handed: 0, hands: [] },
  diary: [{ entryId: 'r-1', at: NOW - DAY, did: ['sun'], words: '开了三朵', state: 'checking' }],
  ...{ may: { name: true, write: true, offer: true }, allergyHint: '先问一声', now: NOW },
  ...over,
});
const neighbours = (over: Partial<PassportView> = {}): PassportView => {
  const { wateredAt: _, ...rest } = view(over);
  const may = { name: false, write: false, offer: false };
  return { ...rest, mine: false, diary: [], may };
};
const offer = (toMe: boolean) => ({
  ...{ offerId: 'o1', toMe, fromLabel: '2单元 301 李家', toLabel: '1单元 101 曾家' },
  ...{ card: '生日快乐', until: NOW + 5 * DAY },
});
const tap = (dataset: object) => ({ currentTarget: { dataset } });
const typed = <T>(value: T) => ({ detail: { value } });
const sent = (action: string) => phone.callsOf(`flower.${action}`).map(({ input }) => input);

beforeEach(() => {
  keeperPhone.reset();
  session.actForMyself();
  session.goTo({ communityId: 'cm_donghuan', courtyardId: 'cy_c01' });
  session.learn({ phone: '028-8300 0000', roles: ['resident'] });
  phone.ok('flower.passport', view());
  phone.ok('flower.flowerSettings', {});
  for (const act of ['namePot', 'writeDiary', 'eraseDiary', 'remind'])
    phone.ok(`flower.${act}`, {});
  for (const act of ['offerGift', 'answerGift', 'withdrawGift']) phone.ok(`flower.${act}`, {});
  phone.ok('member.addCredit', {});
  phone.ok('member.doors', {
    ...{ courtyardId: 'cy_c01', courtyardName: '3巷22号院', phone: '', privacyVersion: '1' },
    ...{ fromGroup: false, mine: ['hh_1'] },
    units: [
      { unit: '1单元', doors: [{ id: 'hh_1', door: '101' }] },
      { unit: '2单元', doors: [{ id: 'hh_2', door: '301' }] },
    ],
  });
});

it('tells the household everything about its pot', async () => {
  const page = await open({ id: 'pt_1' });
  const words = [
    '小红',
    '洋牡丹',
    '养着呢',
    '1单元101曾家',
    '号码412875',
    '最美的花',
    '4天没浇水了',
  ];
  for (const one of [...words, '土干了再浇', '晒了太阳', '开了三朵', '正在检查', '提醒我浇水']) {
    expect(page.text()).toContain(one);
  }
});

it('shows a neighbour no deed, no diary and no reminder', async () => {
  phone.ok('flower.passport', neighbours({ handed: 2 }));
  const page = await open({ id: 'pt_1' });
  for (const one of ['改名字', '记一笔', '日记', '提醒我浇水', '送给邻居', '浇了水']) {
    expect(page.text()).not.toContain(one);
  }
  expect(page.text()).toContain('邻居之间送过2次');
  expect(phone.callsOf('flower.flowerSettings')).toEqual([]);
});

it.each([
  ['the id of a link', { id: 'pt_1' }, { potId: 'pt_1' }],
  ['a typed number', { code: '412 875' }, { code: '412875' }],
  ['the scene of a label', { scene: 'donghuan.412875' }, { code: '412875' }],
])('asks for the pot by %s', async (_, query, input) => {
  await open(query as Record<string, string>);
  expect(sent('passport')[0]).toEqual(input);
});

it('a label of another community is asked for there', async () => {
  await open({ scene: encodeURIComponent('d02.412875') });
  expect(phone.callsOf('flower.passport')[0]?.communityId).toBe('cm_d02');
});

it('where nothing says which pot, the number on the label does', async () => {
  const page = await open({});
  expect(phone.callsOf('flower.passport')).toEqual([]);
  await page.run('typeCode', typed('41287'));
  await page.press('看这盆花');
  expect(page.text()).toContain('标签上是6位数字');
  await page.run('typeCode', typed('412875'));
  await page.press('看这盆花');
  expect(sent('passport')).toEqual([{ code: '412875' }]);
  expect(page.text()).toContain('小红');
});

it('one tap says that it was watered, and once a day is enough', async () => {
  const page = await open({ id: 'pt_1' });
  await page.run('main');
  expect(sent('writeDiary')).toEqual([{ potId: 'pt_1', did: ['water'], words: '' }]);
  phone.ok('flower.passport', view({ wateredAt: NOW }));
  await page.run('refresh');
  await page.run('main');
  expect(sent('writeDiary')).toHaveLength(1);
  expect(page.text()).toContain('今天浇过水了');
});

it('without network the line waits in the phone and goes out once', async () => {
  const page = await open({ id: 'pt_1' });
  phone.online = false;
  await page.run('main');
  expect(waiting().map(({ label }) => label)).toEqual(['小红：浇了水']);
  phone.online = true;
  expect(await flush()).toBe(1);
});

it('gives it a name, and sends none that is empty', async () => {
  const page = await open({ id: 'pt_1' });
  await page.press('改名字');
  await page.run('typeName', typed('  '));
  await page.run('saveName');
  expect(sent('namePot')).toEqual([]);
  await page.run('typeName', typed(' 春天 '));
  await page.run('saveName');
  expect(sent('namePot')).toEqual([{ potId: 'pt_1', name: '春天' }]);
});

it('writes a line of what was ticked and said, and takes one off', async () => {
  const page = await open({ id: 'pt_1' });
  await page.run('openWrite');
  await page.run('saveLine');
  expect(sent('writeDiary')).toEqual([]);
  await page.run('tick', tap({ deed: 'sun' }));
  await page.run('typeWords', typed('开了'));
  await page.run('saveLine');
  await page.run('erase', tap({ entry: 'r-1' }));
  expect(sent('writeDiary')).toEqual([{ potId: 'pt_1', did: ['sun'], words: '开了' }]);
  expect(sent('eraseDiary')).toEqual([{ potId: 'pt_1', entryId: 'r-1' }]);
});

it('asks for messages where a reminder is switched on, not where it is switched off', async () => {
  phone.messages = 'accept';
  const page = await open({ id: 'pt_1' });
  await page.run('switchRemind', typed(true));
  await page.run('switchRemind', typed(false));
  expect(sent('remind')).toEqual([{ everyDays: 3 }, { everyDays: 0 }]);
  expect(phone.callsOf('member.addCredit')).toHaveLength(1);
});

it('a reminder that was refused is off again', async () => {
  phone.answer('flower.remind', { ok: false, code: 'INTERNAL' });
  const page = await open({ id: 'pt_1' });
  await page.run('switchRemind', typed(true));
  expect(page.data().everyDays).toBe(0);
});

it('offers a pot to a neighbour of the courtyard, never to oneself', async () => {
  const page = await open({ id: 'pt_1' });
  await page.run('openGive');
  expect(page.data().units).toEqual([{ unit: '2单元', doors: [{ id: 'hh_2', door: '301' }] }]);
  await page.run('give');
  expect(sent('offerGift')).toEqual([]);
  await page.run('pickDoor', tap({ id: 'hh_2', door: '301' }));
  await page.run('typeCard', typed('生日快乐'));
  await page.run('give');
  expect(sent('offerGift')).toEqual([{ potId: 'pt_1', to: 'hh_2', card: '生日快乐' }]);
});

it('takes an offer back when the person is sure', async () => {
  const may = { name: true, write: true, offer: false };
  phone.ok('flower.passport', view({ offer: offer(false), may }));
  const page = await open({ id: 'pt_1' });
  phone.confirm = false;
  await page.press('不送了，收回');
  expect(sent('withdrawGift')).toEqual([]);
  phone.confirm = true;
  await page.press('不送了，收回');
  expect(sent('withdrawGift')).toEqual([{ potId: 'pt_1', offerId: 'o1' }]);
});

it('whoever it is offered to takes it with one tap, or declines with one', async () => {
  phone.ok('flower.passport', neighbours({ offer: offer(true) }));
  const page = await open({ id: 'pt_1' });
  expect(page.text()).toContain('2单元301李家想把这盆花送给您家');
  expect(page.text()).toContain('“生日快乐”');
  await page.press('谢谢，不用了');
  await page.run('main');
  expect(sent('answerGift')).toEqual([
    { potId: 'pt_1', offerId: 'o1', accept: false },
    { potId: 'pt_1', offerId: 'o1', accept: true },
  ]);
});

it('the card for the group leads back to this pot and never tells a name that waits', async () => {
  phone.ok('flower.passport', view({ name: '', nameWaiting: '坏名字' }));
  const page = await open({ id: 'pt_1' });
  expect(await page.run('onShareAppMessage')).toEqual({
    title: '我家的洋牡丹',
    path: '/packages/flower/pot/pot?id=pt_1&c=cm_donghuan&y=cy_c01',
  });
});
