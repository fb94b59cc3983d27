import { createHash, randomBytes } from 'node:crypto';
import type { Remembered } from './remembered';

/** What a CloudID of a group opens to. */
export interface GroupData {
  readonly opengid: string;
  readonly group_openid: string;
  /** 3 is a group chat. */
  readonly chat_type: 3;
  readonly watermark: { readonly appid: string; readonly timestamp: number };
}

export type OpenedCloudId =
  | { readonly cloudID: string; readonly data: GroupData }
  | { readonly cloudID: string; readonly errCode: number; readonly errMsg: string };

/** Who is in which WeChat group, as the demo tells it: opengid → openids. */
export type GroupState = Record<string, { name: string; openids: string[] }>;

export type GroupEntry =
  | { readonly cloudID: string }
  | { readonly errCode: 65206; readonly errMsg: string };

export interface CloudIds {
  /** getGroupEnterInfo of a phone: a CloudID, or 65206 for somebody who is not in that group. */
  enterGroup(openid: string, opengid: string): GroupEntry;
  open(cloudID: string, openid: string | undefined): OpenedCloudId;
  /** The platform opens CloudIDs only as direct fields of the data of a call. */
  openFields(event: unknown, openid: string): unknown;
  /** A group nobody has listed admits everybody, so a test needs no table. */
  listGroup(opengid: string, group: { name?: string; openids: readonly string[] }): void;
  groups(): GroupState;
  reset(): void;
}

/** A CloudID is meant for the call that follows at once. [unverified: the platform's exact limit] */
const VALID_MS = 5 * 60_000;
const KEPT = 10_000;

export function createCloudIds(state: Remembered<GroupState>, appid: string): CloudIds {
  const minted = new Map<string, { openid: string; opengid: string; at: number }>();

  const open: CloudIds['open'] = (cloudID, openid) => {
    const known = minted.get(cloudID);
    if (!known) return { cloudID, errCode: -601005, errMsg: 'invalid cloudID' };
    if (known.openid !== openid) {
      return { cloudID, errCode: -601007, errMsg: 'cloudID and calling user does not match' };
    }
    if (Date.now() - known.at > VALID_MS) {
      return { cloudID, errCode: -601006, errMsg: 'cloudID expired' };
    }
    const { opengid, at } = known;
    const watermark = { appid, timestamp: Math.floor(at / 1000) };
    return {
      cloudID,
      data: { opengid, group_openid: groupOpenid(openid, opengid), chat_type: 3, watermark },
    };
  };

  return {
    enterGroup(openid, opengid) {
      const group = state.value[opengid];
      if (group && !group.openids.includes(openid)) {
        return { errCode: 65206, errMsg: 'user is not in the group' };
      }
      const cloudID = `cid_${randomBytes(18).toString('base64url')}`;
      minted.set(cloudID, { openid, opengid, at: Date.now() });
      const oldest = minted.size > KEPT ? minted.keys().next().value : undefined;
      if (oldest !== undefined) minted.delete(oldest);
      return { cloudID };
    },
    open,
    openFields(event, openid) {
      if (event === null || typeof event !== 'object' || Array.isArray(event)) return event;
      const fields = Object.entries(event).map(([field, value]) => {
        const cloudID = (value as { $cloudID?: unknown } | null)?.$cloudID;
        return [field, typeof cloudID === 'string' ? open(cloudID, openid) : value];
      });
      return Object.fromEntries(fields);
    },
    listGroup(opengid, { name, openids }) {
      const known = state.value[opengid];
      state.value[opengid] = { name: name ?? known?.name ?? '', openids: [...openids] };
      state.touch();
    },
    groups: () => state.value,
    reset() {
      minted.clear();
      state.reset();
    },
  };
}

/** The same person has another id in every group, and keeps it. */
const groupOpenid = (openid: string, opengid: string): string =>
  `go_${createHash('sha256').update(`${opengid} ${openid}`).digest('base64url').slice(0, 24)}`;
