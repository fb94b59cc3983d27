/** The demo community: deterministic, invented, and laid around the clock's today. */
import type { DemoSource } from '../server/ports';
import { peopleOf } from './people';
import { communitiesOf } from './places';
import type { Initials } from './places-docs';
import { listGroups, writeRegister } from './register';
import { openStage } from './stage';
import { tell } from './story';
import { townOf } from './town';

export const demo: DemoSource = {
  async seed(target, size) {
    const initials = await initialsOf();
    for (const [index, community] of communitiesOf(size).entries()) {
      const town = townOf(community);
      writeRegister(target, town, initials);
      if (index > 0) continue;
      listGroups(target, town);
      const { stage, leave } = openStage(target, town);
      try {
        await tell(stage);
      } finally {
        leave();
      }
    }
  },
  people: async (query, target) => peopleOf(query, target),
};

/** The dictionary is loaded only while seeding: every restart without it is quicker. */
const initialsOf = async (): Promise<Initials> =>
  (await import('../../cloudfunctions/directory/initials')).loadInitials();
