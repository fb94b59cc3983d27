/** The WeChat group a visit comes from, as a CloudID that only the cloud can open. */

/** Opened from a group: its card, a card with a ticket, the chat's history, group tool, group to-do. */
const GROUP_SCENES: readonly number[] = [1008, 1044, 1096, 1158, 1185, 1201];
/** WeChat's word for somebody who is no longer in the group. */
const NOT_IN_GROUP = 65_206;
/** A CloudID is good for a few minutes; a fresh one costs nothing. */
const FRESH_MS = 3 * 60_000;

export interface GroupEntry {
  /** @returns whether it is a scene of a group */
  opened(scene: number | undefined): boolean;
  ticket(): Promise<unknown>;
  readonly left: boolean;
}

export function createGroupEntry(): GroupEntry {
  let fromGroup = false;
  let left = false;
  let got: { readonly cloudId: string; readonly at: number } | undefined;

  return {
    get left() {
      return left;
    },
    opened(scene) {
      fromGroup = scene !== undefined && GROUP_SCENES.includes(scene);
      left = false;
      got = undefined;
      return fromGroup;
    },
    async ticket() {
      if (!fromGroup || !wx.canIUse('getGroupEnterInfo')) return undefined;
      if (!got || Date.now() - got.at > FRESH_MS) {
        const answer = await enterInfo();
        left = answer.left;
        got = answer.cloudId ? { cloudId: answer.cloudId, at: Date.now() } : undefined;
      }
      return got && wx.cloud.CloudID(got.cloudId);
    },
  };
}

/** A private chat has no group id: then there is no CloudID and nothing is wrong. */
function enterInfo(): Promise<{ readonly cloudId?: string; readonly left: boolean }> {
  return new Promise((resolve) => {
    wx.getGroupEnterInfo({
      needGroupOpenID: true,
      success: ({ cloudID }) =>
        resolve(cloudID ? { cloudId: cloudID, left: false } : { left: false }),
      fail: (error) => {
        const code = (error as { errCode?: number }).errCode;
        resolve({ left: code === NOT_IN_GROUP || error.errMsg.includes(String(NOT_IN_GROUP)) });
      },
    });
  });
}
