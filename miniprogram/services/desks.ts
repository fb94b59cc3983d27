/**
 * What somebody is still writing, by name, so that 待发送 can lead back to it. The writing itself lies under the same
 * name and belongs to the page that reads it.
 */
import { drop, keep, read } from './storage';

export interface DeskNote {
  readonly name: string;
  readonly title: string;
  readonly at: number;
  /** It was sent and no answer came: it should go out as soon as there is network. */
  readonly sending: boolean;
  /** The page that goes on with it. */
  readonly url: string;
}

const NOTES = 'desks';
const MAX = 20;

const contentKey = (name: string): string => `desk.${name}`;

export const deskNotes = (): readonly DeskNote[] => read<DeskNote[]>(NOTES) ?? [];

export const readDesk = <T>(name: string): T | undefined => read<T>(contentKey(name));

/** @returns false when the phone had no room: then the person is told instead of losing words */
export function keepDesk(note: DeskNote, content: unknown): boolean {
  const others = deskNotes().filter(({ name }) => name !== note.name);
  for (const old of others.splice(MAX - 1)) drop(contentKey(old.name));
  return keep(contentKey(note.name), content) && keep(NOTES, [note, ...others]);
}

export function dropDesk(name: string): void {
  drop(contentKey(name));
  keep(
    NOTES,
    deskNotes().filter((note) => note.name !== name),
  );
}
