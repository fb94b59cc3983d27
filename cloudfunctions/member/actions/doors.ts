import type { DoorsView, member } from '../../../miniprogram/contract/member';
import { PRIVACY_VERSION } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { type CourtyardDoc, namesOf } from '../../courtyard/public';
import { courtyardOf } from '../../kernel/caller';
import { found } from '../../kernel/errors';
import { groupOf } from '../../kernel/group';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';

type Doors = (typeof member)['actions']['doors'];

/** `2单元` before `10单元`, `101` before `1001`. */
const order = new Intl.Collator('zh-CN', { numeric: true });

/** The doors of a courtyard for somebody who looks for the own one: no names at all. */
export const doors: HandlerOf<Doors> = {
  input: schemaOf<InputOf<Doors>>()(nothing),

  async run({ call, caller, store, cloud, now }) {
    const courtyard = await store.get<CourtyardDoc>('courtyards', courtyardOf(call));
    const { name, plates, group, _id } = found(
      courtyard,
      courtyard?.communityId === call.communityId,
    );
    const names = await namesOf(store, call.communityId, { now });
    const opengid = await groupOf(cloud, call);
    const mine = (caller.member?.households ?? [])
      .filter(({ courtyardId }) => courtyardId === _id)
      .map(({ householdId }) => householdId);
    return {
      courtyardId: _id,
      courtyardName: name,
      phone: names.phone,
      units: unitsOf(plates),
      privacyVersion: PRIVACY_VERSION,
      fromGroup: opengid !== undefined && opengid === group?.opengid,
      ...(mine.length > 0 ? { mine } : {}),
    };
  },
};

function unitsOf(plates: CourtyardDoc['plates']): DoorsView['units'] {
  const units = new Map<string, { id: keyof typeof plates; door: string }[]>();
  for (const [id, { unit, door }] of Object.entries(plates)) {
    const doorsOfUnit = units.get(unit) ?? [];
    doorsOfUnit.push({ id: id as keyof typeof plates, door });
    units.set(unit, doorsOfUnit);
  }
  return [...units]
    .sort(([a], [b]) => order.compare(a, b))
    .map(([unit, list]) => ({
      unit,
      doors: list.sort((a, b) => order.compare(a.door, b.door)),
    }));
}
