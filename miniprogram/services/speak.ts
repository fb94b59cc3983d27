/**
 * Reads a text aloud with WeChat's speech plugin where the account has it. It is never on the main path:
 * without the plugin the button is not there.
 */
interface SpeechPlugin {
  textToSpeech(option: {
    lang: string;
    tts: boolean;
    content: string;
    success(result: { filename: string }): void;
    fail(): void;
  }): void;
}

/** The plugin takes at most 1000 bytes, three for a Chinese character. */
const PIECE = 300;
/** How fast it reads, for `约 30 秒`. */
const CHARACTERS_PER_SECOND = 4;

let plugin: SpeechPlugin | null | undefined;

function speech(): SpeechPlugin | null {
  if (plugin === undefined) {
    try {
      plugin = requirePlugin('WechatSI') as SpeechPlugin;
    } catch {
      plugin = null;
    }
  }
  return typeof plugin?.textToSpeech === 'function' ? plugin : null;
}

export const canSpeak = (): boolean => speech() !== null;

export const speakingTime = (text: string): string => {
  const seconds = Math.max(5, Math.ceil(text.length / CHARACTERS_PER_SECOND / 5) * 5);
  return seconds < 60 ? `约 ${seconds} 秒` : `约 ${Math.ceil(seconds / 60)} 分钟`;
};

/** Cuts at the ends of sentences, so that no word is torn. */
export function pieces(text: string, max = PIECE): string[] {
  const found: string[] = [];
  for (const part of text.match(/[^。！？；\n]*[。！？；\n]|[^。！？；\n]+$/g) ?? []) {
    const last = found[found.length - 1];
    if (last !== undefined && last.length + part.length <= max)
      found[found.length - 1] = last + part;
    else for (let at = 0; at < part.length; at += max) found.push(part.slice(at, at + max));
  }
  return found.filter((piece) => piece.trim() !== '');
}

let turn = 0;
let audio: WechatMiniprogram.InnerAudioContext | undefined;

export function stopSpeaking(): void {
  turn += 1;
  audio?.stop();
}

/** @returns when everything is read, or it was stopped or failed */
export async function speak(text: string): Promise<void> {
  const spoken = speech();
  if (!spoken) return;
  stopSpeaking();
  const mine = turn;
  for (const piece of pieces(text)) {
    const file = await soundOf(spoken, piece);
    if (file === undefined || turn !== mine) return;
    await play(file);
    if (turn !== mine) return;
  }
}

const soundOf = (from: SpeechPlugin, content: string): Promise<string | undefined> =>
  new Promise((resolve) => {
    from.textToSpeech({
      lang: 'zh_CN',
      tts: true,
      content,
      success: ({ filename }) => resolve(filename),
      fail: () => resolve(undefined),
    });
  });

function play(file: string): Promise<void> {
  audio?.destroy();
  const player = wx.createInnerAudioContext();
  audio = player;
  return new Promise((resolve) => {
    const done = (): void => resolve();
    player.onEnded(done);
    player.onStop(done);
    player.onError(done);
    player.src = file;
    player.play();
  });
}
