import { randomUUID } from 'node:crypto';
import { error, type WxError } from './outbox';

/** Words the local check knows, with WeChat's labels. Far from complete: enough to try every answer. */
const WORDS: readonly (readonly [word: string, label: number, suggest: 'risky' | 'review'])[] = [
  ['加微信领红包', 10001, 'review'],
  ['代开发票', 10001, 'risky'],
  ['裸聊', 20002, 'risky'],
  ['招嫖', 20002, 'risky'],
  ['傻逼', 20003, 'risky'],
  ['去死', 20003, 'review'],
  ['赌博网站', 20006, 'risky'],
  ['办假证', 20006, 'risky'],
  ['卖枪', 20006, 'risky'],
  ['刷单返利', 20008, 'risky'],
  ['高息理财', 20008, 'review'],
  ['低俗视频', 20012, 'risky'],
];

const PASS = { suggest: 'pass', label: 100 } as const;
const CONTENT_CHARS = 2500;

export interface Verdict {
  readonly suggest: 'pass' | 'review' | 'risky';
  readonly label: number;
}

function judge(text: string): Verdict {
  const plain = text.replace(/\s/g, '');
  const found = WORDS.filter(([word]) => plain.includes(word));
  const worst = found.find(([, , suggest]) => suggest === 'risky') ?? found[0];
  return worst ? { suggest: worst[2], label: worst[1] } : PASS;
}

export interface MediaCheck {
  readonly traceId: string;
  readonly appid: string;
  readonly openid: string;
  readonly verdict: Verdict;
}

export interface Safety {
  /** While it is out, every check answers with the platform's system error. */
  outage: boolean;
  checkText(params: Readonly<Record<string, unknown>>): WxError & Record<string, unknown>;
  /** Answers a trace id; the verdict follows by message push. */
  checkMedia(params: Readonly<Record<string, unknown>>): Promise<WxError & { trace_id?: string }>;
  checkImage(bytes: Buffer): WxError;
}

export interface SafetyOptions {
  readonly appid: string;
  /** The bytes behind a URL of this cloud. */
  fetchMedia(url: string): Promise<Buffer | undefined>;
  onMediaJudged(check: MediaCheck): void;
}

const busy = () => error(-1, 'system error');

export function createSafety({ appid, fetchMedia, onMediaJudged }: SafetyOptions): Safety {
  const safety: Safety = {
    outage: false,

    checkText(params) {
      if (safety.outage) return { ...busy() };
      const { content, version } = params;
      const trouble = textTrouble(content) ?? (version === 2 ? askerTrouble(params) : undefined);
      if (trouble) return { ...trouble };
      const verdict = judge(String(content));
      if (version !== 2) {
        return { ...(verdict.suggest === 'pass' ? error(0, 'ok') : error(87014, 'risky content')) };
      }
      const detail = [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }];
      return { ...error(0, 'ok'), result: verdict, detail, trace_id: randomUUID() };
    },

    async checkMedia(params) {
      if (safety.outage) return busy();
      const trouble = askerTrouble(params) ?? mediaTrouble(params);
      if (trouble) return trouble;
      const media = await fetchMedia(String(params.media_url));
      if (!media) return error(9402000, 'media_url is not reachable');
      const traceId = randomUUID();
      const openid = String(params.openid);
      onMediaJudged({ traceId, appid, openid, verdict: judgeBytes(media) });
      return { ...error(0, 'ok'), trace_id: traceId };
    },

    checkImage(bytes) {
      if (safety.outage) return busy();
      return judgeBytes(bytes).suggest === 'pass' ? error(0, 'ok') : error(87014, 'risky content');
    },
  };
  return safety;
}

function textTrouble(content: unknown): WxError | undefined {
  if (typeof content !== 'string' || content === '') return error(44004, 'empty content');
  return [...content].length > CONTENT_CHARS
    ? error(45002, 'content size out of limit')
    : undefined;
}

function askerTrouble({ openid, scene }: Readonly<Record<string, unknown>>): WxError | undefined {
  if (typeof openid !== 'string' || openid === '') return error(40003, 'invalid openid');
  return [1, 2, 3, 4].includes(Number(scene)) ? undefined : error(40097, 'invalid args');
}

function mediaTrouble(params: Readonly<Record<string, unknown>>): WxError | undefined {
  const known = [1, 2].includes(Number(params.media_type)) && params.version === 2;
  return known ? undefined : error(40097, 'invalid args');
}

/** A picture is risky here when its bytes carry one of the words, in a comment for instance. */
const judgeBytes = (bytes: Buffer): Verdict => judge(bytes.toString('utf8'));

/** The message WeChat pushes when a picture or a recording has been judged. */
export function mediaEvent({ traceId, appid, openid, verdict }: MediaCheck, at: number) {
  return {
    ToUserName: 'gh_local',
    FromUserName: openid,
    CreateTime: Math.floor(at / 1000),
    MsgType: 'event',
    Event: 'wxa_media_check',
    appid,
    trace_id: traceId,
    version: 2,
    result: verdict,
    detail: [{ strategy: 'content_model', errcode: 0, ...verdict, prob: 90 }],
    errcode: 0,
    errmsg: 'ok',
  };
}
