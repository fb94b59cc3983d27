import { type Api, api, Refusal } from '../api';
import type { Kit } from '../kit';
import { ServerTrouble } from '../net';

interface Entry {
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
  readonly scene: number;
}

/** Where the mini-program was opened from, and the proof of the WeChat group. */
export function groupApi(kit: Kit): Record<string, unknown> {
  const { context, net } = kit;
  let entered: Entry = context.launch;
  context.on('show', (entry) => {
    entered = entry;
  });
  const options = ({ path, query, scene }: Entry) => ({
    path,
    query: { ...query },
    scene,
    shareTicket: undefined,
    referrerInfo: {},
    forwardMaterials: [],
    apiCategory: 'default',
    ...(context.launch.opengid === undefined ? {} : { chatType: 3 }),
  });

  return {
    getLaunchOptionsSync: () => options(context.launch),
    getEnterOptionsSync: () => options(entered),
    getGroupEnterInfo: callbacksOnly(
      api('getGroupEnterInfo', async () => {
        const { opengid, openid } = context.launch;
        if (opengid === undefined) throw new Refusal('not from a group', { errCode: 40097 });
        try {
          const body = { openid, kind: 'group', opengid };
          const { cloudID } = await net.post<{ cloudID: string }>('/phone/cloudid', body);
          return { cloudID, encryptedData: '', iv: '' };
        } catch (trouble) {
          if (trouble instanceof ServerTrouble && trouble.code === '65206') {
            throw new Refusal('user is not in the group', { errCode: 65206 });
          }
          throw trouble;
        }
      }),
    ),
  };
}

/** WeChat gives no promise for this one; code that awaits it must fail here too. */
function callbacksOnly(call: Api): Api {
  return (options = {}) => call({ complete: () => undefined, ...options });
}
