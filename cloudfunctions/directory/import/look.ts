/** A file against the documents: what it would change. Reads only. */
import type { ImportReport } from '../../../miniprogram/contract/directory';
import type { CommunityId, HouseholdId } from '../../../miniprogram/contract/ids';
import type { CourtyardDoc } from '../../courtyard/public';
import type { Cloud } from '../../kernel/cloud';
import { AppError } from '../../kernel/errors';
import type { Store } from '../../kernel/store';
import type { ContactsDoc, HouseholdDoc } from '../documents';
import type { Act } from '../register';
import { wholeCourtyards } from '../repository';
import { type Checked, checked } from './check';
import type { Entry } from './gather';
import { knownAt, registered, updated } from './plan';
import { readRegister } from './sheet';

/** Registers lie in their own folder, so that nobody has a picture or a code read as one. */
const REGISTER = /^cloud:\/\/[\w.-]+\/registers\/[\w./-]{1,200}$/;

export interface Look extends Checked {
  readonly rowCount: number;
  readonly courtyards: readonly CourtyardDoc[];
  /** Entries whose door is not registered yet. */
  readonly fresh: readonly Entry[];
  /** Entries whose household differs from the file. */
  readonly changed: readonly Known[];
  readonly unchangedCount: number;
  readonly newPersonCount: number;
}

export interface Known {
  readonly id: HouseholdId;
  readonly entry: Entry;
}

interface Looking {
  readonly store: Store;
  readonly cloud: Cloud;
  readonly communityId: CommunityId;
  readonly fileId: string;
  readonly act: Act;
}

/** @throws AppError `REGISTER_UNREADABLE`, `REGISTER_TOO_BIG` */
export async function look({ store, cloud, communityId, fileId, act }: Looking): Promise<Look> {
  const bytes = REGISTER.test(fileId) ? await cloud.download(fileId) : undefined;
  if (!bytes) throw new AppError('REGISTER_UNREADABLE');
  const sheet = await readRegister(bytes);
  const courtyards = await wholeCourtyards(store, communityId);
  const { entries, findings } = checked(sheet, courtyards);
  const known: Known[] = [];
  const fresh: Entry[] = [];
  for (const entry of entries) {
    const courtyard = courtyards.find(({ _id }) => _id === entry.courtyardId);
    const id = courtyard && knownAt(courtyard, entry);
    if (id) known.push({ id, entry });
    else fresh.push(entry);
  }
  const { changed, full, newPersonCount } = await compare(store, known, act);
  const added = fresh.map((entry) => registered(entry, communityId, act).newPersonCount);
  return {
    rowCount: sheet.lines.length,
    courtyards,
    entries,
    findings: [...findings, ...full].sort((a, b) => a.row - b.row),
    fresh,
    changed,
    unchangedCount: known.length - changed.length,
    newPersonCount: added.reduce((a, b) => a + b, newPersonCount),
  };
}

const AT_ONCE = 100;

async function compare(store: Store, known: readonly Known[], act: Act) {
  const changed: Known[] = [];
  const full: Checked['findings'][number][] = [];
  let newPersonCount = 0;
  for (let i = 0; i < known.length; i += AT_ONCE) {
    const some = known.slice(i, i + AT_ONCE);
    const ids = some.map(({ id }) => id);
    const households = await store.getAll<HouseholdDoc>('households', ids);
    const contacts = await store.getAll<ContactsDoc>('contacts', ids);
    for (const { id, entry } of some) {
      const household = households.find(({ _id }) => _id === id);
      if (!household) continue;
      const phones = contacts.find(({ _id }) => _id === id);
      const after = updated(household, phones, { entry, act });
      if (after.isChanged) changed.push({ id, entry });
      if (after.isFull) full.push(fullFinding(entry));
      newPersonCount += after.newPersonCount;
    }
  }
  return { changed, full, newPersonCount };
}

const fullFinding = ({ row }: Entry) => ({
  row,
  column: '姓名',
  weight: 'error' as const,
  text: '加上名册里原有的人，这一户超过了人数上限',
});

const FINDINGS_MAX = 200;

export const reportOf = (
  { rowCount, fresh, changed, unchangedCount, newPersonCount, findings }: Look,
  applied: boolean,
): ImportReport => ({
  rowCount,
  newHouseholdCount: fresh.length,
  changedHouseholdCount: changed.length,
  unchangedHouseholdCount: unchangedCount,
  newPersonCount,
  findings: firstOf(findings),
  applied,
});

/** Errors first, so that none is hidden behind hints. */
const firstOf = (findings: Checked['findings']): Checked['findings'] =>
  findings.length <= FINDINGS_MAX
    ? findings
    : [...findings]
        .sort((a, b) => Number(b.weight === 'error') - Number(a.weight === 'error'))
        .slice(0, FINDINGS_MAX);
