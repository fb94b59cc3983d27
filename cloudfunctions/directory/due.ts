/** What the tick does for the register: bounded, and safe to repeat. */
import type { Due } from '../kernel/tick';
import { comparePlaces } from './places';
import { resumeRelabels } from './relabel';

export const directoryWork: readonly Due[] = [
  { name: 'directory.relabel', run: resumeRelabels },
  { name: 'directory.places', run: comparePlaces },
];
