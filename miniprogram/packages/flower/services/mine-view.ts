/** 我家的花: every pot of the household, what was given and what is offered. Pure. */
import { dayOf, daysBetween, spokenDay } from '../../../contract/calendar';
import {
  type MyFlowersView,
  type MyPot,
  POT_STATE_NAMES,
  potCodeText,
} from '../../../contract/flower-pots';
import type { EpochMs } from '../../../contract/units';
import { bloomOf } from './blooms';

interface PotModel {
  readonly potId: string;
  /** Its name where it has one, else its variety. */
  readonly title: string;
  readonly name: string;
  /** `长寿花 · 编号 412 875`. */
  readonly line: string;
  readonly tag: string;
  readonly tone: string;
  /** `今天浇过水`; empty for what is not at home. */
  readonly watered: string;
  /** What waits: a name that is being checked, an offer without an answer. */
  readonly waits: string;
  readonly prizes: string;
  readonly photo: string;
  readonly bloom: string;
  readonly home: boolean;
  readonly nameDeed: string;
}

export interface MineModel {
  readonly pots: readonly PotModel[];
  readonly offers: readonly {
    readonly potId: string;
    readonly offerId: string;
    readonly title: string;
    readonly card: string;
    readonly bloom: string;
  }[];
  readonly given: readonly { readonly potId: string; readonly text: string }[];
  readonly allergyHint: string;
}

export function mineModel({ pots, offered, given, allergyHint, now }: MyFlowersView): MineModel {
  return {
    pots: pots.map((pot) => potModel(pot, now)),
    offers: offered.map(({ potId, offerId, fromLabel, variety, name, card }) => ({
      ...{ potId, offerId, card, bloom: bloomOf(variety) },
      title: `${fromLabel}想送您一盆${calledOf(variety, name)}`,
    })),
    given: given.map(({ potId, variety, name, toLabel, at }) => ({
      potId,
      text: `${calledOf(variety, name)}，${spokenDay(dayOf(at), dayOf(now))}送给了${toLabel}`,
    })),
    allergyHint,
  };
}

const calledOf = (variety: string, name: string): string =>
  name ? `${variety}“${name}”` : variety;

function potModel(pot: MyPot, now: EpochMs): PotModel {
  const { potId, code, variety, name, nameWaiting = '', state, photoUrl = '' } = pot;
  const home = state === 'handed';
  return {
    ...{ potId, home, photo: photoUrl },
    title: name || variety,
    name: nameWaiting || name,
    line: `${name ? `${variety} · ` : ''}编号 ${potCodeText(code)}`,
    tag: POT_STATE_NAMES[state],
    tone: home ? '' : state === 'coming' ? 'amber' : 'plain',
    watered: home ? wateredText(pot.wateredAt, now) : '',
    waits: waitsText(pot),
    prizes: pot.prizes.map(({ title }) => title).join('、'),
    bloom: photoUrl ? '' : bloomOf(variety),
    nameDeed: name || nameWaiting ? '改名字' : '起名字',
  };
}

function wateredText(at: EpochMs | undefined, now: EpochMs): string {
  if (at === undefined) return '还没记过浇水';
  const days = daysBetween(dayOf(at), dayOf(now));
  return days === 0 ? '今天浇过水' : `${days} 天前浇过水`;
}

function waitsText({ nameWaiting, offeredTo }: MyPot): string {
  const name = nameWaiting ? `名字“${nameWaiting}”正在看，过了就能给大家看` : '';
  const offer = offeredTo ? `说好送给${offeredTo}，等人家回话` : '';
  return [name, offer].filter(Boolean).join('；');
}
