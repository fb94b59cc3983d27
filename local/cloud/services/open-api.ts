import type { Invocation } from '../wire';
import { WireError } from '../wire';
import type { CloudIds } from './cloud-id';
import type { MiniCodeReply, MiniCodes } from './mini-code';
import {
  decodeOpenApi,
  encodeOpenApi,
  encodeOpenData,
  type OpenApiReply,
  type OpenApiRequest,
} from './open-api-wire';
import { error, type Outbox } from './outbox';
import type { Safety } from './safety';

export interface OpenApiOptions {
  readonly outbox: Outbox;
  readonly safety: Safety;
  readonly codes: MiniCodes;
  readonly cloudIds: CloudIds;
  /** openapi names a function's config.json grants; undefined for callers that are not our functions. */
  granted(invocation: Invocation): readonly string[] | undefined;
}

export interface OpenApi {
  /** Action `wx.openApi`: protobuf in, protobuf out. */
  call(apiName: string, requestData: Uint8Array, invocation?: Invocation): Promise<Buffer>;
  /** Action `wx.api` of the deprecated callOpenAPI: JSON both ways. */
  callJson(apiName: string, params: Readonly<Record<string, unknown>>): Promise<unknown>;
}

type Handler = (request: OpenApiRequest) => Promise<unknown> | unknown;

const OPEN_DATA = 'ApiGetOpenDataByCloudId';
const NOT_FOUND = -604100;
const NO_PERMISSION = -604101;
/** Names in WeChat's list that have no meaning without WeChat itself. */
const CHAT_TOOL = /^chat_?tool/i;

const isPicture = (reply: unknown): reply is { png: Buffer } =>
  typeof reply === 'object' && reply !== null && 'png' in reply;

const json = (value: unknown): OpenApiReply => ({
  contentType: 'application/json',
  bytes: Buffer.from(JSON.stringify(value)),
});

const refusal = (errorCode: number): OpenApiReply => ({
  contentType: 'application/json',
  bytes: Buffer.from('{}'),
  errorCode,
});

const answerOf = (reply: unknown): OpenApiReply =>
  isPicture(reply) ? { contentType: 'image/png', bytes: reply.png } : json(reply);

export function createOpenApi(options: OpenApiOptions): OpenApi {
  const { outbox, safety, codes, cloudIds } = options;
  const draw = (reply: Promise<MiniCodeReply>) => reply;
  const handlers = new Map<string, Handler>([
    ['subscribeMessage.send', ({ params }) => outbox.send(params)],
    ['security.msgSecCheck', ({ params }) => safety.checkText(params)],
    ['security.mediaCheckAsync', ({ params }) => safety.checkMedia(params)],
    [
      'security.imgSecCheck',
      ({ files }) => safety.checkImage(files.media?.bytes ?? Buffer.alloc(0)),
    ],
    ['wxacode.getUnlimited', ({ params }) => draw(codes.unlimited(params))],
    ['wxacode.get', ({ params }) => draw(codes.byPath(params))],
    ['wxacode.createQRCode', ({ params }) => draw(codes.byPath(params))],
  ]);

  const openData = (cloudIdList: readonly string[], invocation: Invocation | undefined) => ({
    contentType: 'application/octet-stream',
    bytes: encodeOpenData(cloudIdList.map((id) => cloudIds.open(id, invocation?.openid))),
  });

  async function answer(apiName: string, request: OpenApiRequest): Promise<OpenApiReply> {
    const handler = handlers.get(apiName);
    if (handler) return answerOf(await handler(request));
    if (CHAT_TOOL.test(apiName)) {
      return json(
        error(48001, `api unauthorized: the local cloud sends no chat tool messages (${apiName})`),
      );
    }
    return json(error(48001, `api unauthorized: ${apiName}`));
  }

  return {
    async call(apiName, requestData, invocation) {
      const request = decodeOpenApi(requestData);
      if (apiName === OPEN_DATA) return encodeOpenApi(openData(request.cloudIds ?? [], invocation));
      // Signatures for calls and the like are made inside WeChat; the SDK awaits protobuf of its own there.
      if (request.cloudIds) return encodeOpenApi(refusal(NOT_FOUND));
      const granted = invocation ? options.granted(invocation) : undefined;
      if (granted && !granted.includes(apiName)) return encodeOpenApi(refusal(NO_PERMISSION));
      return encodeOpenApi(await answer(apiName, request));
    },
    async callJson(apiName, params) {
      const handler = handlers.get(apiName);
      if (!handler) return error(48001, `api unauthorized: ${apiName}`);
      const reply = await handler({ params, files: {} });
      if (isPicture(reply)) {
        throw new WireError('INVALID_PARAM', `callOpenAPI cannot carry the picture of ${apiName}`);
      }
      return reply;
    },
  };
}
