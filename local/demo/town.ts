/** A whole community of the demo: its neighbourhoods, its staff, and who belongs to two courtyards. */

import type { CourtyardId } from '../../miniprogram/contract/ids';
import { type Neighbourhood, neighbourhoodOf, type SecondHome, secondHomesOf } from './cast';
import type { Community } from './places';
import { staffOf, type Worker } from './staff';

export interface Town {
  readonly community: Community;
  readonly neighbourhoods: readonly Neighbourhood[];
  readonly staff: readonly Worker[];
  readonly secondHomes: readonly SecondHome[];
}

export function townOf(community: Community): Town {
  const neighbourhoods = community.courtyards.map(neighbourhoodOf);
  const secondHomes = secondHomesOf(neighbourhoods);
  return { community, neighbourhoods, staff: staffOf(community), secondHomes };
}

/** Neighbours who are in the WeChat group and have not joined. */
export const newcomerOpenids = (courtyard: CourtyardId): readonly string[] => {
  const begin = courtyard.replace(/^cy_/, 'o_').replace(/(d\d+)(c\d+)$/, '$1_$2');
  return ['a', 'b', 'c', 'd'].map((letter) => `${begin}_new_${letter}`);
};

/** @throws RangeError for a courtyard the town does not have: the demo's own mistake */
export function neighbourhoodAt({ neighbourhoods }: Town, index: number): Neighbourhood {
  const found = neighbourhoods[index];
  if (!found) throw new RangeError(`no courtyard ${index}`);
  return found;
}

/** When somebody joined, was named, or a group was bound: long ago, so that it also holds on a clock set to 2020. */
export const LONG_AGO = Date.UTC(2019, 8, 2);
