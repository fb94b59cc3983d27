/** Writes the register: everything that is simply there before anybody acts. */
import type { Doc } from '../../cloudfunctions/kernel/database';
import type { SeedTarget } from '../server/ports';
import { contactsDoc, householdDoc, residentDocs, workerDocs } from './people-docs';
import {
  bindingDocs,
  communityDoc,
  courtyardDoc,
  formerGroup,
  type Initials,
  placeDigests,
} from './places-docs';
import { newcomerOpenids, type Town } from './town';

export function writeRegister(target: SeedTarget, town: Town, initials: Initials): void {
  const { neighbourhoods, secondHomes } = town;
  const now = target.clock.now();
  const write = (collection: string, docs: readonly Doc[]) =>
    target.insertMany(
      collection,
      docs.map((doc) => ({ ...doc })),
    );
  write('communities', [communityDoc(town.community)]);
  const courtyards = neighbourhoods.map((one) => courtyardDoc(one, initials));
  write('courtyards', courtyards);
  write('bindings', neighbourhoods.flatMap(bindingDocs));
  write('digests', placeDigests(town, courtyards));
  for (const neighbourhood of neighbourhoods) {
    const { homes } = neighbourhood;
    write(
      'households',
      homes.map((home) => householdDoc(neighbourhood, home, secondHomes)),
    );
    write(
      'contacts',
      homes.map((home) => contactsDoc(neighbourhood, home)),
    );
  }
  const joined = neighbourhoods.flatMap((one) => residentDocs(town, one, now));
  const everybody = [...workerDocs(town), ...joined];
  write(
    'members',
    everybody.map(({ member }) => member),
  );
  write(
    'accounts',
    everybody.map(({ account }) => account),
  );
}

/** The WeChat groups as WeChat knows them: neighbours who joined, some who have not, and the grid worker. */
export function listGroups(target: SeedTarget, town: Town): void {
  const grid = town.staff.filter(({ title }) => title === '网格员');
  town.neighbourhoods.forEach(({ courtyard, residents }, index) => {
    const worker = grid[index % grid.length];
    const second = town.secondHomes.filter((one) => one.courtyard === courtyard);
    const openids = [
      ...residents.map(({ openid }) => openid),
      ...second.map(({ resident }) => resident.openid),
      ...newcomerOpenids(courtyard.id),
      ...(worker ? [worker.openid] : []),
    ];
    const name = `${courtyard.name}邻居群`;
    target.listGroup(courtyard.opengid, { name, openids });
    if (courtyard.group === 'rebuilt') {
      target.listGroup(formerGroup(courtyard), {
        name: `${name}（旧）`,
        openids: openids.slice(0, 9),
      });
    }
  });
}
