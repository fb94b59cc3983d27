/**
 * Who created a file, beside the file. Cloud storage with the rule “everybody reads, only the creator writes”:
 * whose phone sent it may overwrite and delete it, functions may do everything.
 * @see https://docs.cloudbase.net/storage/data-permission
 */
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { WireError } from '../wire';

const beside = (file: string): string => `${file}.creator`;

const creatorOf = (file: string): string | undefined =>
  existsSync(beside(file)) ? readFileSync(beside(file), 'utf8') : undefined;

/** `openid` is absent for functions. */
export const mayWrite = (file: string, openid: string | undefined): boolean =>
  openid === undefined || !existsSync(file) || creatorOf(file) === openid;

/** @throws WireError STORAGE_EXCEED_AUTHORITY */
export function refuseOther(file: string, openid: string | undefined): void {
  if (mayWrite(file, openid)) return;
  throw new WireError('STORAGE_EXCEED_AUTHORITY', 'only its creator may overwrite a file');
}

export function note(file: string, openid: string | undefined): void {
  if (openid === undefined) forget(file);
  else writeFileSync(beside(file), openid);
}

export const forget = (file: string): void => rmSync(beside(file), { force: true });
