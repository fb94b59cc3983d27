/** What lies at a place before anybody of the matrix does anything. */
import { item } from '../support/community';
import { potsAt } from './planted-pot';
import type { Standing } from './row';
import type { Things } from './things';
import type { Relation, World } from './world';

/** @param known what lies there already, or is of no use to the test */
export async function standingAt(
  { world, things }: { readonly world: World; readonly things: Things },
  relation: Relation,
  known: Partial<Standing> = {},
): Promise<Standing> {
  const place = world.placeOf(relation);
  const home = world.other(relation).id;
  const own = relation === 'own' ? [world.own.id, world.helped.id] : [];
  return {
    draft: known.draft ?? (await things.draft(place)),
    published: known.published ?? (await things.published(place)),
    question: known.question ?? (await things.question(place)),
    join: known.join ?? (await things.waiting(place)),
    helper: known.helper ?? (await things.asking(place, home)),
    person: known.person ?? (await things.person(place, home)),
    second: item(place.yard.homes, 9).id,
    draftRound: await things.draftRound(place),
    openRound: await things.openRound(place),
    soldRound: await things.soldRound(place),
    supplier: await things.supplier(place),
    draftCampaign: await things.draftCampaign(place),
    openCampaign: await things.openCampaign(place),
    soldCampaign: await things.soldCampaign(place),
    voucher: known.voucher ?? (await things.voucher(place)),
    pots: await potsAt(things, place, [...own, home]),
    contests: await things.contests(place),
    care: known.care ?? (await things.careCard(place, home)),
  };
}
