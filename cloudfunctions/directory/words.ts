/** What people write on a register, as schemas. */
import * as v from 'valibot';
import { TENURES } from '../../miniprogram/contract/directory';
import { text, words } from '../kernel/parse';

const PLATE_LENGTH = 10;
const FAMILY_LENGTH = 8;

/** `2` and `2单元` are both written; people say 2单元. Single houses have none. */
export const tidyUnit = (unit: string): string => {
  const plain = unit.normalize('NFKC').replace(/\s+/g, '');
  return /^\d+$/.test(plain) ? `${Number(plain)}单元` : plain;
};

/** `101室` is 101. */
export const tidyDoor = (door: string): string =>
  door
    .normalize('NFKC')
    .replace(/\s+/g, '')
    .replace(/[室号]$/, '');

/** The head's family name, without the 家 people add when they speak. */
export const tidyFamily = (family: string): string =>
  family.replace(/\s+/g, '').replace(/(?<=.)家$/, '');

export const householdFields = {
  unit: v.pipe(words(PLATE_LENGTH), v.transform(tidyUnit)),
  door: v.pipe(text(PLATE_LENGTH), v.transform(tidyDoor), v.minLength(1)),
  family: v.pipe(words(FAMILY_LENGTH), v.transform(tidyFamily)),
  tenure: v.picklist(TENURES),
};
