/** Puts communities of the demo's generator into an empty product, through the administrators' SDK. */
import { communitiesOf } from '../../local/demo/places';
import { writeRegister } from '../../local/demo/register';
import { type Town, townOf } from '../../local/demo/town';
import type { SeedTarget } from '../../local/server/ports';
import { inParallel, item } from './community';
import type { Database } from './database';

/** A town of some of its courtyards, by number from 1. */
export function townWith(communityIndex: number, numbers: readonly number[]): Town {
  const community = item(communitiesOf('city'), communityIndex);
  const courtyards = numbers.map((number) => item(community.courtyards, number - 1));
  return townOf({ ...community, courtyards });
}

export async function plant(
  database: Database,
  towns: readonly Town[],
  now: number,
): Promise<void> {
  const docs: (readonly [collection: string, doc: object])[] = [];
  const target = {
    clock: { now: () => now },
    insertMany: (collection: string, many: readonly object[]) => {
      docs.push(...many.map((doc) => [collection, doc] as const));
    },
  } satisfies Partial<Record<keyof SeedTarget, unknown>>;
  for (const town of towns) writeRegister(target as unknown as SeedTarget, town, (name) => name);
  await inParallel(
    docs.map(
      ([collection, doc]) =>
        () =>
          database.add(collection, [doc]),
    ),
  );
}
