/** Which CloudBase environment a command works on: the real one by keys, or the one `npm start` runs. */
import tcb from '@cloudbase/node-sdk';
import { staticVariables } from '../local/functions/identity';

export type Place =
  | { readonly envId: string; readonly secretId: string; readonly secretKey: string }
  /** What `npm start` shows as 云端 SDK. */
  | { readonly local: string };

export const KEYS = 'Keys come from TENCENTCLOUD_SECRETID and TENCENTCLOUD_SECRETKEY.';

/** @returns undefined when neither was said, or keys are missing */
export function placeOf({
  env,
  local,
}: {
  readonly env?: string | undefined;
  readonly local?: string | undefined;
}): Place | undefined {
  if (local) return { local };
  const { TENCENTCLOUD_SECRETID: secretId, TENCENTCLOUD_SECRETKEY: secretKey } = process.env;
  return env && secretId && secretKey ? { envId: env, secretId, secretKey } : undefined;
}

const LOCAL_ENV = 'yuanba-local';

/** The administrators' SDK there. One place for each process: the SDK reads its address once. */
export function appAt(place: Place): ReturnType<typeof tcb.init> {
  if (!('local' in place)) {
    return tcb.init({ env: place.envId, secretId: place.secretId, secretKey: place.secretKey });
  }
  const here = { envId: LOCAL_ENV, sdkUrl: place.local, appid: 'wxlocal0000000001' };
  Object.assign(process.env, staticVariables(here));
  return tcb.init({ env: LOCAL_ENV });
}
