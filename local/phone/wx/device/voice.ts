import { SPEECH_PREFIX } from './speech';

/** One source of sound. */
export interface Voice {
  play(): void;
  pause(): void;
  stop(): void;
  seek(seconds: number): void;
  tune(settings: Settings): void;
  destroy(): void;
  paused(): boolean;
  duration(): number;
  position(): number;
}

interface Settings {
  readonly rate: number;
  readonly loop: boolean;
}
type Tell = (
  event: 'Canplay' | 'Play' | 'Pause' | 'Stop' | 'Ended' | 'TimeUpdate' | 'Error' | 'Seeked',
  detail?: object,
) => void;

export const createVoice = (url: string, settings: Settings, tell: Tell): Voice =>
  url.startsWith(SPEECH_PREFIX)
    ? spoken(url.slice(SPEECH_PREFIX.length), settings, tell)
    : recorded(url, settings, tell);

const SYSTEM_ERROR = { errCode: 10001 };
/** A machine with no voice installed neither starts nor fails. */
const SILENCE_MS = 4000;

/** Read aloud by the browser. A machine without a voice says so instead of staying silent. */
function spoken(text: string, first: Settings, tell: Tell): Voice {
  let settings = first;
  let state: 'idle' | 'playing' | 'paused' = 'idle';
  let stopped = false;
  const voice: Voice = {
    play() {
      const synthesis = globalThis.speechSynthesis;
      if (!synthesis)
        return tell('Error', { ...SYSTEM_ERROR, errMsg: 'no speech in this browser' });
      if (state === 'paused') synthesis.resume();
      else speak(synthesis);
      state = 'playing';
      tell('Play');
    },
    pause() {
      if (state !== 'playing') return;
      globalThis.speechSynthesis?.pause();
      state = 'paused';
      tell('Pause');
    },
    stop() {
      if (state === 'idle') return;
      stopped = true;
      state = 'idle';
      globalThis.speechSynthesis?.cancel();
      tell('Stop');
    },
    seek: () => undefined,
    tune(next) {
      settings = next;
    },
    destroy: () => voice.stop(),
    paused: () => state !== 'playing',
    duration: () => 0,
    position: () => 0,
  };

  function speak(synthesis: SpeechSynthesis): void {
    stopped = false;
    const words = new SpeechSynthesisUtterance(text);
    words.lang = 'zh-CN';
    words.rate = settings.rate;
    const silence = setTimeout(() => {
      if (stopped || state !== 'playing') return;
      state = 'idle';
      stopped = true;
      synthesis.cancel();
      tell('Error', { ...SYSTEM_ERROR, errMsg: 'speech: this machine has no voice' });
    }, SILENCE_MS);
    words.onstart = () => clearTimeout(silence);
    words.onend = () => {
      clearTimeout(silence);
      if (stopped) return;
      state = 'idle';
      tell('Ended');
      if (settings.loop) voice.play();
    };
    words.onerror = ({ error }) => {
      clearTimeout(silence);
      // A new text takes the place of the old one: that is not a failure.
      if (stopped || error === 'canceled' || error === 'interrupted') return;
      state = 'idle';
      tell('Error', { ...SYSTEM_ERROR, errMsg: `speech: ${error}` });
    };
    synthesis.cancel();
    synthesis.speak(words);
  }
  return voice;
}

function recorded(url: string, first: Settings, tell: Tell): Voice {
  const audio = new Audio(url);
  const apply = ({ rate, loop }: Settings) => {
    audio.playbackRate = rate;
    audio.loop = loop;
  };
  apply(first);
  audio.oncanplay = () => tell('Canplay');
  audio.onplay = () => tell('Play');
  audio.onended = () => tell('Ended');
  audio.ontimeupdate = () => tell('TimeUpdate');
  audio.onseeked = () => tell('Seeked');
  audio.onerror = () => tell('Error', { ...SYSTEM_ERROR, errMsg: `cannot play ${url}` });
  return {
    play: () => {
      audio
        .play()
        .catch((trouble: Error) => tell('Error', { ...SYSTEM_ERROR, errMsg: trouble.message }));
    },
    pause() {
      audio.pause();
      tell('Pause');
    },
    stop() {
      audio.pause();
      audio.currentTime = 0;
      tell('Stop');
    },
    seek(seconds) {
      audio.currentTime = seconds;
    },
    tune: apply,
    destroy() {
      audio.pause();
      audio.removeAttribute('src');
    },
    paused: () => audio.paused,
    duration: () => audio.duration || 0,
    position: () => audio.currentTime,
  };
}
