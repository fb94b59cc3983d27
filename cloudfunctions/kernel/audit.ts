/** Separate rows for what must be answered for: roles, money, and reading personal data. */
import type { AuditId, CourtyardId, MemberId } from '../../miniprogram/contract/ids';
import type { EpochMs } from '../../miniprogram/contract/units';
import type { Cloud } from './cloud';
import type { Doc } from './database';
import { newId } from './ids';
import { create, type Store, type Write } from './store';

export interface AuditDoc extends Doc {
  readonly _id: AuditId;
  /** Who did it. */
  readonly actor: MemberId;
  /** `notice.phoneOf` */
  readonly what: string;
  /** The id of whom or what it was about; never a name or a number. */
  readonly subject: string;
  readonly courtyardId?: CourtyardId;
  readonly at: EpochMs;
}

export type Audited = Pick<AuditDoc, 'communityId' | 'actor' | 'what' | 'subject' | 'at'> & {
  readonly courtyardId?: CourtyardId | undefined;
};

const docOf = (cloud: Cloud, { courtyardId, ...act }: Audited): AuditDoc => ({
  _id: newId('au', act.at, cloud.chance(6)),
  rev: 1,
  ...act,
  ...(courtyardId ? { courtyardId } : {}),
});

/** The write that belongs into the commit of the act itself. */
export const auditWrite = (cloud: Cloud, act: Audited): Write =>
  create('audits', docOf(cloud, act));

/** For reading: written before anything is shown. */
export const audit = (store: Store, cloud: Cloud, act: Audited): Promise<void> =>
  store.create('audits', [docOf(cloud, act)]);
