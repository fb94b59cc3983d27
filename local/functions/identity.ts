import type { InvocationRecord } from './invocations';

/** What stays the same for every function of the environment. */
export interface CloudEnv {
  readonly envId: string;
  readonly appid: string;
  /** Where the SDKs send their requests: `http://127.0.0.1:PORT/admin`. */
  readonly sdkUrl: string;
}

const REGION = 'ap-shanghai';

/**
 * The variables every SDK reads once.
 * `TENCENTCLOUD_RUNENV=SCF` keeps it from asking a metadata host; the keys only feed the signer.
 */
export function staticVariables(env: CloudEnv): Record<string, string> {
  return {
    TENCENTCLOUD_RUNENV: 'SCF',
    TENCENTCLOUD_REGION: REGION,
    TENCENTCLOUD_SECRETID: 'LOCALSECRETID',
    TENCENTCLOUD_SECRETKEY: 'LOCALSECRETKEY',
    TENCENTCLOUD_SESSIONTOKEN: 'LOCALTOKEN',
    SCF_NAMESPACE: env.envId,
    TCB_ENV: env.envId,
    TCB_CONTEXT_CNFG: JSON.stringify({ URL: env.sdkUrl }),
    SILENCE: 'true',
    TZ: 'UTC',
    NODE_ENV: 'production',
    ...deploySettings(),
  };
}

/** What the deploy would set for the functions; here it is what stands before `npm start`. */
const deploySettings = (): Record<string, string> =>
  Object.fromEntries(
    Object.entries(process.env).flatMap(([name, value]) =>
      /^YUANBA_(FIRST_ADMIN|COMMUNITY)/.test(name) && value !== undefined ? [[name, value]] : [],
    ),
  );

/**
 * The variables of one call. The worker deletes those of the call before, so an instance
 * that served somebody else keeps nothing of them.
 */
export function callVariables(env: CloudEnv, record: InvocationRecord): Record<string, string> {
  const wx: Record<string, string> = { WX_CLIENTIP: '127.0.0.1', WX_APPID: env.appid };
  if (record.openid !== undefined) {
    wx.WX_OPENID = record.openid;
    wx.WX_UNIONID = `u_${record.openid}`;
  }
  wx.WX_API_TOKEN = record.token;
  const tcb: Record<string, string> = {
    TCB_ENV: env.envId,
    TCB_SEQID: record.id,
    TCB_SOURCE: record.source,
    TCB_TRACELOG: '',
  };
  if (record.trigger !== undefined) tcb.TRIGGER_SRC = record.trigger;
  return {
    ...wx,
    ...tcb,
    WX_CONTEXT_KEYS: Object.keys(wx).join(','),
    TCB_CONTEXT_KEYS: Object.keys(tcb).join(','),
  };
}

/** The second argument of a handler, as the platform's runtime passes it. */
export function callContext(
  env: CloudEnv,
  record: InvocationRecord,
  limits: { readonly timeoutMs: number; readonly memoryMb: number },
): Record<string, unknown> {
  const variables = { ...staticVariables(env), ...callVariables(env, record) };
  return {
    callbackWaitsForEmptyEventLoop: false,
    memory_limit_in_mb: limits.memoryMb,
    time_limit_in_ms: limits.timeoutMs,
    request_id: record.id,
    environment: JSON.stringify(variables),
    environ: Object.entries(variables)
      .map(([key, value]) => `${key}=${value}`)
      .join(';'),
    function_name: record.fn,
    function_version: '$LATEST',
    namespace: env.envId,
    tencentcloud_region: REGION,
    tencentcloud_appid: '1300000000',
  };
}

/**
 * @returns what is wrong with an openid, or nothing. wx-server-sdk turns a value of digits only
 * into a number and loses its last places, so such an openid would be somebody else's.
 */
export function openidTrouble(openid: string | undefined): string | undefined {
  if (openid === undefined || openid === '') return 'header x-openid is missing: who is calling?';
  if (/^-?\d+$/.test(openid)) {
    return `openid ${openid} has digits only; the SDK would turn it into a number, so it needs a letter`;
  }
  if (!/^[\w.-]{3,64}$/.test(openid)) {
    return 'an openid is 3 to 64 letters, digits, and _ - .';
  }
  return undefined;
}
