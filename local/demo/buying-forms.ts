/** What is sold in the demo's rounds, and when. */
import { addDays, instant } from '../../miniprogram/contract/calendar';
import type { ItemForm, RoundForm } from '../../miniprogram/contract/groupbuy-forms';
import type { CourtyardId, SupplierId } from '../../miniprogram/contract/ids';
import type { LocalDate } from '../../miniprogram/contract/units';

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
    readonly hens?: boolean;
  },
): RoundForm => ({
  title,
  note: '早上现摘，送到门口。不会订的打社区电话，我们代订。',
  supplierId: more.supplierId,
  items: more.hens ? [...GREENS, HEN] : GREENS,
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
});
