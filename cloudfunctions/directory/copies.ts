import type { MemberId } from '../../miniprogram/contract/ids';
import type { HouseholdDoc } from './documents';

/** Everybody who carries a copy of this household's label. */
export const copiesOf = ({
  people,
  helpers,
}: Pick<HouseholdDoc, 'people' | 'helpers'>): readonly MemberId[] => [
  ...new Set([
    ...people.flatMap(({ memberId }) => (memberId ? [memberId] : [])),
    ...helpers.map(({ memberId }) => memberId),
  ]),
];
