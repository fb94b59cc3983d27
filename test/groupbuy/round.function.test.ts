import type { RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import {
  by,
  CABBAGE,
  CLOSES,
  FORM,
  home,
  OTHER_YARD,
  OWNER,
  openRound,
  openStage,
  order,
  PEAS,
  person,
  RADISH,
  SATURDAY,
  STAFF,
  type Stage,
  TUESDAY,
  VOLUNTEER,
  YARD,
} from './stage';

let stage: Stage;
beforeAll(async () => {
  stage = await openStage();
}, 120_000);
afterAll(() => stage?.close());
beforeEach(() => stage.at(TUESDAY));

const HOUR = 3_600_000;
const save = (form: Partial<RoundForm>, who = OWNER) =>
  stage.calls.done('groupbuy', 'saveRound', who, { form: { ...FORM, ...form } });

it('a draft is its workers’ alone; it opens when nothing is missing, and then nothing of it changes', async () => {
  const { roundId, status } = await save({ title: '' });
  expect(status).toBe('draft');
  expect(await stage.calls.reply('groupbuy', 'round', person(1), { roundId })).toMatchObject({
    code: 'NOT_FOUND',
  });
  const open = () => stage.calls.reply('groupbuy', 'openRound', OWNER, { roundId });
  expect(await open()).toMatchObject({ code: 'ROUND_NOT_READY', details: { field: '团购名称' } });
  const [first, ...others] = FORM.items;
  const items = [...others, { ...first, id: 'i1', name: '豌豆颠' }] as RoundForm['items'];
  await stage.calls.done('groupbuy', 'saveRound', OWNER, { roundId, form: { ...FORM, items } });
  expect(await open()).toMatchObject({ ok: true, value: { status: 'open' } });
  const { items: shown } = await stage.view(roundId);
  expect(shown.map(({ itemId, name }) => [itemId, name])).toEqual([
    ['i4', '萝卜'],
    ['i5', '莲花白'],
    ['i1', '豌豆颠'],
  ]);
  const again = { roundId, form: { ...FORM, title: '换一个' } };
  expect(await stage.calls.reply('groupbuy', 'saveRound', OWNER, again)).toMatchObject({
    code: 'ROUND_NOT_DRAFT',
  });
});

it('copies the last round to the same weekdays of the next week, in two taps', async () => {
  const roundId = await openRound(stage, {
    picking: { at: SATURDAY - HOUR, place: '地里', places: 12 },
  });
  await stage.at(SATURDAY + 24 * HOUR);
  const { form } = await stage.calls.done('groupbuy', 'copyLast', OWNER, { roundId });
  const week = 7 * 24 * HOUR;
  expect(form).toMatchObject({
    title: FORM.title,
    opensAt: TUESDAY + week,
    closesAt: CLOSES + week,
    delivery: { from: FORM.delivery.from + week },
    picking: { at: SATURDAY - HOUR + week, places: 12 },
  });
  const { roundId: next } = await stage.calls.done('groupbuy', 'saveRound', OWNER, { form });
  await stage.calls.done('groupbuy', 'openRound', OWNER, { roundId: next });
  expect(await stage.view(next)).toMatchObject({
    status: 'waiting',
    closesText: '后天 09:00 开始接龙',
  });
  expect(await order(stage, next, person(1), { [PEAS]: 1 })).toMatchObject({
    code: 'SALE_NOT_OPEN',
  });
});

it('is for one courtyard, or for those staff choose; elsewhere it is not there', async () => {
  const roundId = await openRound(stage, { courtyards: [OTHER_YARD, YARD] });
  const elsewhere = by('o_k1', OTHER_YARD);
  expect(await stage.calls.reply('groupbuy', 'round', elsewhere, { roundId })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(await order(stage, roundId, elsewhere, { [PEAS]: 1 })).toMatchObject({
    code: 'NOT_FOUND',
  });
  expect(
    await order(stage, roundId, { ...elsewhere, courtyard: YARD }, { [PEAS]: 1 }),
  ).toMatchObject({
    ok: false,
  });
  const wide = await openRound(stage, { courtyards: [YARD, OTHER_YARD] }, STAFF);
  expect(await order(stage, wide, elsewhere, { [PEAS]: 2 })).toMatchObject({ ok: true });
  expect(await order(stage, wide, person(1), { [PEAS]: 3 })).toMatchObject({ ok: true });
  expect((await stage.view(wide)).joinedHere).toBe(1);
  const totals = await stage.calls.done('groupbuy', 'totals', STAFF, { roundId: wide });
  expect(totals.items[0]).toMatchObject({ perYard: [3, 2], ordered: 5 });
  expect(totals.yards.map(({ name }) => name)).toEqual(['桂花巷9号院', '桂花巷11号院']);
  const desk = async (who: typeof OWNER) =>
    (await stage.calls.done('groupbuy', 'working', who, {})).items.map((one) => one.roundId);
  expect(await desk(by('o_other_owner', OTHER_YARD))).toEqual([wide]);
  expect(await desk(OWNER)).toEqual(expect.arrayContaining([roundId, wide]));
  const own = await stage.calls.done('groupbuy', 'loading', by('o_other_owner', OTHER_YARD), {
    roundId: wide,
  });
  expect(own.yards.map(({ name }) => name)).toEqual(['桂花巷11号院']);
  expect(
    await stage.calls.reply('groupbuy', 'cancelRound', by('o_other_owner', OTHER_YARD), {
      roundId: wide,
      reason: '不要了',
    }),
  ).toMatchObject({ code: 'NOT_FOUND' });
});

it('orders come from the family, the helper and the telephone into one order of the household', async () => {
  const roundId = await openRound(stage);
  await order(stage, roundId, person(3), { [PEAS]: 1 });
  await order(stage, roundId, { ...by('o_helper'), subject: home(3) }, { [RADISH]: 2 });
  await stage.calls.done('groupbuy', 'orderFor', VOLUNTEER, {
    roundId,
    householdId: home(3),
    lines: [{ itemId: CABBAGE, add: 1 }],
  });
  expect((await stage.view(roundId, person(3))).mine).toMatchObject({
    units: 4,
    dueFen: 350 + 300 + 120,
    orderedBy: 'phone',
    rev: 3,
    state: 'open',
  });
  expect(
    await order(stage, roundId, { ...by('o_helper'), subject: home(4) }, { [PEAS]: 1 }),
  ).toMatchObject({ code: 'NOT_ACTING_FOR' });
  const foreign = { roundId, householdId: 'hh_k1' as const, lines: [{ itemId: PEAS, add: 1 }] };
  expect(await stage.calls.reply('groupbuy', 'orderFor', VOLUNTEER, foreign)).toMatchObject({
    code: 'NOT_FOUND',
  });
  const neighbour = await stage.view(roundId, person(5));
  expect(neighbour.joinedHere).toBe(1);
  expect(JSON.stringify(neighbour)).not.toContain(home(3));
});

it('words nobody may read do not go out', async () => {
  const { roundId } = await save({ note: '敏感词' });
  await stage.product.control('content-safety', { outage: true });
  expect(await stage.calls.reply('groupbuy', 'openRound', OWNER, { roundId })).toMatchObject({
    code: 'CHECK_AWAY',
  });
  await stage.product.control('content-safety', { outage: false });
});

it('suppliers are the community’s: a courtyard chooses one, thanks it, and sees how often it came', async () => {
  const form = {
    name: '温江老陈菜园',
    place: '温江',
    phone: '028-83000088',
    note: '',
    state: 'agreed',
  } as const;
  const { supplierId } = await stage.calls.done('groupbuy', 'saveSupplier', OWNER, form);
  const roundId = await openRound(stage, { supplierId });
  expect((await stage.view(roundId)).supplierName).toBe('温江老陈菜园');
  await stage.calls.done('groupbuy', 'thankSupplier', VOLUNTEER, {
    supplierId,
    text: '菜很新鲜！',
  });
  const { items } = await stage.calls.done('groupbuy', 'suppliers', OWNER, {});
  expect(items).toMatchObject([{ supplierId, rounds: 1, thanks: [{ text: '菜很新鲜！' }] }]);
  const other = { ...form, supplierId: 'su_none' as const };
  expect(await stage.calls.reply('groupbuy', 'saveSupplier', OWNER, other)).toMatchObject({
    code: 'NOT_FOUND',
  });
});

it('the list for the group, the spreadsheet and the page are of one query', async () => {
  const roundId = await openRound(stage);
  await order(stage, roundId, person(10), { [PEAS]: 3, [RADISH]: 1 });
  await order(stage, roundId, person(11), { [PEAS]: 1 });
  await stage.at(CLOSES);
  const totals = await stage.calls.done('groupbuy', 'totals', OWNER, { roundId });
  expect(totals).toMatchObject({ status: 'closed', units: 5, fen: 4 * 350 + 150 });
  const { text } = await stage.calls.done('groupbuy', 'totalsText', OWNER, { roundId });
  expect(text.split('\n')).toEqual([
    '【采购总表】周六新鲜蔬菜：2 户，¥15.50',
    '豌豆尖 4 份',
    '萝卜 1 根',
    '莲花白 0 个',
    '1 个院子',
  ]);
  const file = await stage.calls.done('groupbuy', 'totalsFile', OWNER, { roundId });
  expect(file.fileName).toBe('采购总表-周六新鲜蔬菜.xlsx');
  const { default: readXlsxFile } = await import('read-excel-file/node');
  const rows = await readXlsxFile(Buffer.from(file.base64, 'base64'));
  expect(JSON.stringify(rows)).toContain('豌豆尖');
  const out = await stage.calls.done('groupbuy', 'pasteOut', OWNER, { roundId });
  expect(out.text.split('\n').length).toBeLessThanOrEqual(12);
  expect(out.text).toContain('院里已有 2 户接龙');
});
