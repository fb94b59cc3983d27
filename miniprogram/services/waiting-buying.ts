/** 等我办 of buying together: what comes today, and what those who run it do next. Pure. */
import type { BuyingItem, ParcelItem } from '../contract/home';
import { yuanText } from '../contract/money';

/** What is said of something that waits, and where it is answered. */
export interface Words {
  readonly key: string;
  readonly icon: string;
  readonly title: string;
  readonly line: string;
  readonly button: string;
  readonly url: string;
}

export function parcelWords(item: ParcelItem): Words {
  const { roundId, title, when, kinds, fen, about, forHousehold, helping, courtyardId } = item;
  const money = `${kinds} 样，${about ? '约 ' : ''}${yuanText(fen)}，钱备好就行`;
  return {
    key: `parcel.${roundId}.${forHousehold.id}`,
    icon: helping ? 'hand' : 'basket',
    title: `${when} 送${title}`,
    line: helping ? `替${forHousehold.label}：${money}` : money,
    button: '看看',
    url: `/packages/buying/round/round?id=${roundId}&y=${courtyardId}`,
  };
}

/** What those who run a round or go to the doors have to do next. */
export function buyingWords(item: BuyingItem): Words {
  const { roundId, title, todo } = item;
  const key = `buying.${todo}.${roundId}`;
  if (todo === 'buy') {
    const line = '总表算好了，要买多少都在里面';
    const url = `/packages/buying/totals/totals?id=${roundId}`;
    return { key, icon: 'basket', title: `${title}截单了`, line, button: '去采购', url };
  }
  if (todo === 'doors') {
    return {
      ...{ key, icon: 'door', title: `${title}还有 ${item.doors} 家要送` },
      ...{ line: item.when, button: '去送' },
      url: `/packages/buying/door/door?id=${roundId}`,
    };
  }
  const money = yuanText(Math.abs(item.fen));
  return {
    ...{ key, icon: 'coin', line: title, button: '去交款' },
    title: item.fen > 0 ? `您手里有 ${money} 要交` : `您垫了 ${money}，去箱里拿回`,
    url: `/packages/buying/hand-in/hand-in?id=${roundId}`,
  };
}
