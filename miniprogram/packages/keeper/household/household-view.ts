/** 一户: what keepers see and correct. Pure. */
import { dayOf, spokenDay } from '../../../contract/calendar';
import { type HouseholdDetail, TENURE_NAMES } from '../../../contract/directory';
import { AGE_BAND_NAMES } from '../../../contract/member';
import type { EpochMs } from '../../../contract/units';

export const householdPage = (detail: HouseholdDetail, now: EpochMs) => ({
  id: detail.id,
  label: detail.label,
  tenure: TENURE_NAMES[detail.tenure],
  joined: detail.joined ? '用小程序' : '还没用小程序',
  people: detail.people.map((person) => ({
    id: person.id,
    name: person.name,
    ageBand: person.ageBand,
    phoneOnly: person.phoneOnly,
    line: [
      AGE_BAND_NAMES[person.ageBand],
      person.phoneOnly ? '只用老年手机' : '',
      person.memberId === undefined ? '' : '用小程序',
    ]
      .filter((word) => word !== '')
      .join(' · '),
  })),
  trail: [...detail.trail].reverse().map(({ at, what, by }) => ({
    at,
    what,
    line: `${spokenDay(dayOf(at), dayOf(now))} · ${by}`,
  })),
});

export type HouseholdPage = ReturnType<typeof householdPage>;

export const EMPTY_HOUSEHOLD: HouseholdPage = {
  id: 'hh_',
  label: '',
  tenure: '',
  joined: '',
  people: [],
  trail: [],
};
