/** What is sold in the demo's rounds, and when. */
import { addDays, instant } from '../../miniprogram/contract/calendar';
import type { ItemForm, PickingForm, RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, SupplierId } from '../../miniprogram/contract/ids';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Pictures } from './goods';

const GREENS: readonly ItemForm[] = [
  { name: '豌豆尖', unit: '把', spec: '约 500 克', costFen: 300, saleFen: 350, stock: 120 },
  { name: '萝卜', unit: '个', spec: '红皮，约 400 克', costFen: 120, saleFen: 150 },
  { name: '莲花白', unit: '个', spec: '约 750 克', costFen: 100, saleFen: 120, stock: 150 },
];

/** Weighed at the door: the price is for 500 g. */
const HEN: ItemForm = {
  ...{ name: '老母鸡', unit: '只', spec: '杀好，约 1.5 公斤' },
  ...{
    costFen: 1_800,
    saleFen: 2_200,
    stock: 12,
    capPerHousehold: 1,
    weighed: { gramsEach: 1_500 },
  },
};

export interface RoundDays {
  readonly closes: LocalDate;
  readonly delivered: LocalDate;
}

export const roundForm = (
  title: string,
  { closes, delivered }: RoundDays,
  more: Pick<RoundForm, 'courtyards'> & {
    readonly supplierId: SupplierId;
    readonly pictures: Pictures;
    /** The round that is open: hens as well, and hands wanted in the field. */
    readonly coming: boolean;
  },
): RoundForm => ({
  title,
  note: '早上现摘，送到门口。不会订的打社区电话，我们代订。',
  supplierId: more.supplierId,
  items: (more.coming ? [...GREENS, HEN] : GREENS).map((item) => pictured(item, more.pictures)),
  capPerHousehold: 12,
  minimum: { of: 'units', amount: 20, otherwise: 'extend', extendHours: 24 },
  opensAt: instant(addDays(closes, -2), '10:00'),
  closesAt: instant(closes, '20:00'),
  delivery: {
    text: '爬楼不方便的送到家门口',
    from: instant(delivered, '09:00'),
    until: instant(delivered, '11:00'),
  },
  courtyards: more.courtyards,
  dropPoints: Object.fromEntries(more.courtyards.map((id: CourtyardId) => [id, '大门口'])),
  shortageRule: 'priority',
  lossRule: 'fund',
  ...(more.coming ? { picking: pickingOn(delivered) } : {}),
});

const pictured = (item: ItemForm, pictures: Pictures): ItemForm => {
  const picture = pictures[item.name];
  return picture === undefined ? item : { ...item, picture };
};

const pickingOn = (day: LocalDate): PickingForm => ({
  at: instant(day, '06:00'),
  place: '社区活动室门口',
  places: 8,
  note: '穿雨靴，带手套和水，七点半坐车回来',
});
