/** A file that is not one: its content is the text to be read aloud. */
export const SPEECH_PREFIX = 'speech:';

interface SpeechOptions {
  readonly lang: string;
  readonly content: string;
  readonly tts?: boolean;
  readonly success?: (result: object) => void;
  readonly fail?: (failure: object) => void;
  readonly complete?: (outcome: object) => void;
}

/** The plugin takes at most a thousand bytes at a time. */
const LIMIT_BYTES = 1000;

/** What `requirePlugin('WechatSI')` offers, as far as reading aloud goes. */
const wechatSI = {
  textToSpeech({ content, success, fail, complete }: SpeechOptions): void {
    const bytes = new TextEncoder().encode(content).length;
    const outcome =
      bytes > LIMIT_BYTES
        ? { retcode: -20001, msg: `content is ${bytes} bytes, the limit is ${LIMIT_BYTES}` }
        : {
            retcode: 0,
            origin: content,
            filename: `${SPEECH_PREFIX}${content}`,
            expired_time: Math.floor(Date.now() / 1000) + 3 * 3600,
          };
    setTimeout(() => {
      (outcome.retcode === 0 ? success : fail)?.(outcome);
      complete?.(outcome);
    });
  },
};

/** @throws Error for every plugin this phone does not have, as WeChat does */
export function requirePlugin(name: string): unknown {
  if (name === 'WechatSI') return wechatSI;
  throw new Error(`plugin "${name}" is not available in the browser phone`);
}
