/**
 * Where the phone is and for whom it speaks: community, courtyard, the household acted for, and the WeChat group
 * it was opened from. Who is calling is never here: the platform tells the cloud.
 */
import { HOME_COMMUNITY } from '../config';
import type { CommunityId, CourtyardId, HouseholdId } from '../contract/ids';
import { isId, readScene } from '../contract/ids';
import type { Role } from '../contract/roles';
import { createGroupEntry } from './group-entry';
import { keep, read } from './storage';

/** The household somebody acts for until they leave it. */
interface Subject {
  readonly id: HouseholdId;
  readonly label: string;
  readonly courtyardId: CourtyardId;
  readonly personName: string;
}

interface Kept {
  communityId: CommunityId;
  communityName: string;
  courtyardId?: CourtyardId;
  courtyardName: string;
  phone: string;
  drill: boolean;
  roles: readonly Role[];
  /** The door one has asked to join, while one waits for a yes. */
  waitingDoor: string;
  /** The door one asked for before and was not let in at. */
  closedDoor: string;
  subject?: Subject;
}

/** What the app was opened with. */
export interface Opened {
  readonly scene?: number;
  readonly query?: Readonly<Record<string, string | undefined>>;
}

const KEY = 'session';
const kept: Kept = {
  communityId: HOME_COMMUNITY,
  communityName: '',
  courtyardName: '',
  phone: '',
  drill: false,
  roles: [],
  waitingDoor: '',
  closedDoor: '',
  ...read<Partial<Kept>>(KEY),
};
const group = createGroupEntry();
const save = (): boolean => keep(KEY, kept);
const listeners = new Set<() => void>();
let lastOpened = '';
let groupDecides = false;

/** The place named by a card (`c`, `y`) or by a poster's code (`scene`). */
export function placeOf(query: NonNullable<Opened['query']>): {
  communityId?: CommunityId;
  courtyardId?: CourtyardId;
} {
  const scene = query.scene === undefined ? undefined : readScene(decodeURIComponent(query.scene));
  if (scene) return scene;
  const { c = '', y = '' } = query;
  return { ...(isId('cm', c) && { communityId: c }), ...(isId('cy', y) && { courtyardId: y }) };
}

export const session = {
  get communityId(): CommunityId {
    return kept.communityId;
  },
  get communityName(): string {
    return kept.communityName;
  },
  get courtyardId(): CourtyardId | undefined {
    return kept.courtyardId;
  },
  /** The courtyard to ask for; none while it is for the cloud to say which one the WeChat group is bound to. */
  get askedCourtyardId(): CourtyardId | undefined {
    return groupDecides ? undefined : kept.courtyardId;
  },
  get courtyardName(): string {
    return kept.courtyardName;
  },
  get phone(): string {
    return kept.phone;
  },
  get drill(): boolean {
    return kept.drill;
  },
  get roles(): readonly Role[] {
    return kept.roles;
  },
  get waitingDoor(): string {
    return kept.waitingDoor;
  },
  get closedDoor(): string {
    return kept.closedDoor;
  },
  get subject(): Subject | undefined {
    return kept.subject;
  },

  /** Called when the app is opened or comes back to the front; coming back repeats what it was opened with. */
  enter({ scene, query = {} }: Opened): void {
    const opened = JSON.stringify([scene, query]);
    if (opened === lastOpened) return;
    lastOpened = opened;
    const place = placeOf(query);
    // From a group without a named courtyard the cloud says which one the group is bound to.
    groupDecides = group.opened(scene) && !place.courtyardId;
    session.goTo(place);
  },

  /** Another courtyard: what the phone remembers of the last one goes. */
  goTo({
    communityId,
    courtyardId,
  }: {
    communityId?: CommunityId;
    courtyardId?: CourtyardId;
  }): void {
    if (communityId && communityId !== kept.communityId) {
      kept.communityId = communityId;
      delete kept.courtyardId;
      delete kept.subject;
      kept.roles = [];
    }
    if (courtyardId) groupDecides = false;
    if (courtyardId && courtyardId !== kept.courtyardId) {
      kept.courtyardId = courtyardId;
      kept.courtyardName = '';
      kept.waitingDoor = '';
      kept.closedDoor = '';
      kept.roles = [];
    }
    save();
  },

  /** The courtyard the phone remembers is no more: the cloud says where one belongs. */
  leaveCourtyard(): void {
    delete kept.courtyardId;
    kept.courtyardName = '';
    save();
  },

  /** What the cloud said about the place and the caller. */
  learn(facts: Partial<Omit<Kept, 'subject'>>): void {
    if (facts.courtyardId) groupDecides = false;
    Object.assign(kept, facts);
    save();
    for (const listener of listeners) listener();
  },

  /** Told after the phone has learned something. @returns a function that stops listening */
  onLearn(listener: () => void): () => void {
    listeners.add(listener);
    return () => {
      listeners.delete(listener);
    };
  },

  actFor(subject: Subject): void {
    kept.subject = subject;
    save();
  },

  actForMyself(): void {
    delete kept.subject;
    save();
  },

  /** The CloudID of the WeChat group this visit comes from; undefined outside a group. */
  groupTicket: group.ticket,
  /** True when WeChat said that the person has left that group. */
  get leftGroup(): boolean {
    return group.left;
  },
} as const;
