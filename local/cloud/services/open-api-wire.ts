import protobuf from 'protobufjs/light';

/** The messages wx-server-sdk puts into `requestData` of `wx.openApi`, field numbers from its own code. */
const root = protobuf.Root.fromJSON({
  nested: {
    KeyValuePair: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'bytes', id: 2 },
        contenttype: { type: 'string', id: 3 },
        filename: { type: 'string', id: 4 },
      },
    },
    OpenApiData: { fields: { pairs: { rule: 'repeated', type: 'KeyValuePair', id: 1 } } },
    SvrkitApiData: {
      fields: { apiName: { type: 'string', id: 1 }, reqData: { type: 'bytes', id: 2 } },
    },
    CommApiData: {
      fields: {
        apiType: { type: 'int32', id: 1 },
        openapiData: { type: 'OpenApiData', id: 2 },
        svrkitData: { type: 'SvrkitApiData', id: 4 },
        appid: { type: 'string', id: 6 },
      },
    },
    CommOpenApiResp: {
      fields: {
        respData: { type: 'bytes', id: 1 },
        contentType: { type: 'string', id: 2 },
        errorCode: { type: 'int32', id: 3 },
        httpCode: { type: 'uint32', id: 4 },
        svrkitErrorCode: { type: 'int32', id: 6 },
      },
    },
    OpenDataRequest: { fields: { cloudidList: { rule: 'repeated', type: 'string', id: 2 } } },
    OpenDataItem: {
      fields: { cloudId: { type: 'string', id: 1 }, json: { type: 'string', id: 2 } },
    },
    OpenDataReply: { fields: { dataList: { rule: 'repeated', type: 'OpenDataItem', id: 1 } } },
  },
});

/** A parameter of an openapi call: JSON, or the bytes of a file. */
export interface OpenApiFile {
  readonly bytes: Buffer;
  readonly filename: string;
}

export interface OpenApiRequest {
  /** JSON parameters, snake_case. */
  readonly params: Readonly<Record<string, unknown>>;
  readonly files: Readonly<Record<string, OpenApiFile>>;
  /** Of a getOpenData call. */
  readonly cloudIds?: readonly string[];
}

interface CommApiData {
  readonly openapiData?: {
    readonly pairs?: readonly { key: string; value: Uint8Array; filename?: string }[];
  };
  readonly svrkitData?: { readonly reqData?: Uint8Array };
}

export function decodeOpenApi(bytes: Uint8Array): OpenApiRequest {
  const message = decode<CommApiData>('CommApiData', bytes);
  const params: Record<string, unknown> = {};
  const files: Record<string, OpenApiFile> = {};
  for (const pair of message.openapiData?.pairs ?? []) {
    const value = Buffer.from(pair.value);
    if (pair.filename) files[pair.key] = { bytes: value, filename: pair.filename };
    else params[pair.key] = JSON.parse(value.toString('utf8'));
  }
  const asked = message.svrkitData?.reqData;
  if (!asked) return { params, files };
  const request = decode<{ cloudidList?: string[] }>('OpenDataRequest', asked);
  return { params, files, cloudIds: request.cloudidList ?? [] };
}

export interface OpenApiReply {
  readonly contentType: string;
  readonly bytes: Uint8Array;
  /** A fault of the platform itself, such as a missing permission; 0 otherwise. */
  readonly errorCode?: number;
}

export function encodeOpenApi({ contentType, bytes, errorCode = 0 }: OpenApiReply): Buffer {
  return encode('CommOpenApiResp', {
    respData: bytes,
    contentType,
    errorCode,
    httpCode: 200,
    svrkitErrorCode: 0,
  });
}

export function encodeOpenData(items: readonly { cloudID: string }[]): Buffer {
  const dataList = items.map((item) => ({ cloudId: item.cloudID, json: JSON.stringify(item) }));
  return encode('OpenDataReply', { dataList });
}

function encode(type: string, value: Record<string, unknown>): Buffer {
  const message = root.lookupType(type);
  return Buffer.from(message.encode(message.create(value)).finish());
}

function decode<T>(type: string, bytes: Uint8Array): T {
  const message = root.lookupType(type);
  return message.toObject(message.decode(bytes), { defaults: false }) as T;
}
