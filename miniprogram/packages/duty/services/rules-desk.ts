/** What somebody is setting on 排班设置 and has not sent: it survives leaving the page, and goes out once. */
import type { CourtyardId } from '../../../contract/ids';
import type { Reply } from '../../../contract/protocol';
import type { RulesForm, RulesView } from '../../../contract/roster-views';
import type { LocalDate } from '../../../contract/units';
import { dropDesk, keepDesk, readDesk } from '../../../services/desks';
import { newRequestId } from '../../../services/intents';
import { at, type Place } from '../../../services/place';
import { roster } from '../../../services/roster';
import { withStart } from './rules-form';

export interface RulesDesk {
  readonly form: RulesForm;
  /** What the cloud had when it was begun, to see whether somebody else was there since. */
  readonly base: string;
  /** Request ids of the last attempt; the same form sent again carries the same ones. */
  readonly sent?: Sent;
}

interface Sent {
  readonly words: string;
  readonly saveId: string;
  readonly publishId: string;
}

export const wordsOf = (form: RulesForm): string => JSON.stringify(form);

const nameOf = (place: Place): string => `roster.${place}`;

export const rulesDeskAt = (place: Place): RulesDesk | undefined =>
  readDesk<RulesDesk>(nameOf(place));

/** @returns false when the phone had no room for it */
export function putRulesDesk(place: Place, desk: RulesDesk): boolean {
  const url = `/packages/duty/rules/rules?y=${place}`;
  const note = { name: nameOf(place), title: '值守排班', at: Date.now(), sending: false, url };
  return keepDesk(note, desk);
}

export const dropRulesDesk = (place: Place): void => dropDesk(nameOf(place));

/** The cloud's form as one goes on with it: a roster that is over begins anew, as long as it was. */
export function goOnWith({ form, status, holdsFrom }: RulesView): RulesForm {
  return status === 'running' || form.startsOn >= holdsFrom ? form : withStart(form, holdsFrom);
}

/** Households that have left the register since are left out. */
export function cleaned(
  { joins = [], ...form }: RulesForm,
  households: RulesView['households'],
): RulesForm {
  const known = new Set(households.map(({ id }) => id));
  const joining = joins.filter(({ householdId }) => known.has(householdId));
  return {
    ...form,
    ...(joining.length === 0 ? {} : { joins: joining }),
    order: form.order.filter((id) => known.has(id)),
    exempt: form.exempt.filter(({ householdId }) => known.has(householdId)),
  };
}

type Published = Reply<{ readonly holdsFrom: LocalDate; readonly moved: number }>;

/** Saves and publishes; what found no answer is asked again with the same ids, so that it happens once. */
export async function publishDesk(place: CourtyardId | '', desk: RulesDesk): Promise<Published> {
  const words = wordsOf(desk.form);
  const sent =
    desk.sent?.words === words
      ? desk.sent
      : { words, saveId: newRequestId(), publishId: newRequestId() };
  putRulesDesk(place, { ...desk, sent });
  const saved = await roster.saveRules(
    { form: desk.form },
    { ...at(place), requestId: sent.saveId },
  );
  if (!saved.ok) return saved;
  return roster.publish({}, { ...at(place), requestId: sent.publishId });
}
