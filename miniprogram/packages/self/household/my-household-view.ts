/** 我家: what the page shows of one household. Pure. */
import { dayOf } from '../../../contract/calendar';
import {
  AGE_BAND_NAMES,
  AGE_BANDS,
  type AgeBand,
  type MyHouseholdView,
} from '../../../contract/member';
import type { EpochMs } from '../../../contract/units';
import { spanText, tidySpans } from './away';
import { labelPreview } from './label';

export function myHouseholdPage(view: MyHouseholdView, memberId: string, now: EpochMs) {
  const today = dayOf(now);
  const away = tidySpans(view.away, today);
  return {
    id: view.id,
    courtyardId: view.courtyardId,
    courtyardName: view.courtyardName,
    label: view.label,
    shown: view.shown,
    preview: labelPreview(view, view.shown),
    people: view.people.map((person) => ({
      id: person.id,
      name: person.name,
      ageBand: person.ageBand,
      phoneOnly: person.phoneOnly,
      me: person.memberId === memberId,
      line: [
        AGE_BAND_NAMES[person.ageBand],
        person.phoneOnly ? '只用老年手机' : '',
        personNote(person.memberId, memberId),
      ]
        .filter((word) => word !== '')
        .join(' · '),
    })),
    away: away.map((span) => ({ ...span, text: spanText(span, today) })),
    asked: view.helpers.filter(({ status }) => status === 'asked'),
    helpers: view.helpers.filter(({ status }) => status === 'active'),
    alone:
      view.people.filter(({ memberId: id }) => id !== undefined && id !== memberId).length === 0,
  };
}

export type MyHouseholdPage = ReturnType<typeof myHouseholdPage>;

export const EMPTY_HOME: MyHouseholdPage = {
  id: 'hh_',
  courtyardId: 'cy_',
  courtyardName: '',
  label: '',
  shown: { door: true, name: true },
  preview: '',
  people: [],
  away: [],
  asked: [],
  helpers: [],
  alone: true,
};

function personNote(id: string | undefined, me: string): string {
  if (id === undefined) return '';
  return id === me ? '就是我' : '用小程序';
}

export const ageChips = (chosen: AgeBand) =>
  AGE_BANDS.map((id) => ({ id, name: AGE_BAND_NAMES[id], chosen: id === chosen }));

/** What moving out does, said before it is asked. */
export const moveOutWarning = (label: string, alone: boolean): string =>
  alone
    ? `您不再是 ${label} 的人，看不到院里的通知。家里没有别人用小程序，以后有事院里会打电话或上门。`
    : `您不再是 ${label} 的人，看不到院里的通知。家里其他人不受影响。`;
