import type { Kit } from '../kit';
import { SPEECH_PREFIX } from './speech';
import { createVoice, type Voice } from './voice';

type Handler = (detail?: object) => void;
const EVENTS = [
  'Canplay',
  'Play',
  'Pause',
  'Stop',
  'Ended',
  'TimeUpdate',
  'Error',
  'Waiting',
  'Seeking',
  'Seeked',
] as const;
type AudioEvent = (typeof EVENTS)[number];

/** `wx.createInnerAudioContext()`: sound files, and `speech:` files read aloud by the browser's voice. */
export function audioApi({ files, context }: Kit): Record<string, unknown> {
  const urlOf = (src: string) =>
    src.startsWith(SPEECH_PREFIX) ? src : files.urlOf(context.assetUrl(src));
  return {
    createInnerAudioContext: () => new InnerAudio(urlOf).exposed,
    setInnerAudioOption: () => undefined,
  };
}

class InnerAudio {
  private readonly handlers = new Map<AudioEvent, Set<Handler>>();
  private voice: Voice | undefined;
  private source = '';
  private autoplay = false;
  private loop = false;
  private rate = 1;
  readonly exposed: Record<string, unknown>;

  constructor(private readonly urlOf: (src: string) => string) {
    this.exposed = this.expose();
  }

  private setSource(src: string): void {
    this.voice?.destroy();
    this.source = src;
    this.voice =
      src === ''
        ? undefined
        : createVoice(this.urlOf(src), { rate: this.rate, loop: this.loop }, (event, detail) =>
            this.emit(event, detail),
          );
    if (this.voice && this.autoplay) this.voice.play();
  }

  private emit(event: AudioEvent, detail?: object): void {
    for (const handler of this.handlers.get(event) ?? []) handler(detail);
  }

  private expose(): Record<string, unknown> {
    const audio = this;
    const exposed = {
      get src() {
        return audio.source;
      },
      set src(src: string) {
        audio.setSource(src);
      },
      get autoplay() {
        return audio.autoplay;
      },
      set autoplay(on: boolean) {
        audio.autoplay = on;
        if (on) audio.voice?.play();
      },
      get loop() {
        return audio.loop;
      },
      set loop(on: boolean) {
        audio.loop = on;
        audio.voice?.tune({ rate: audio.rate, loop: on });
      },
      get playbackRate() {
        return audio.rate;
      },
      set playbackRate(rate: number) {
        audio.rate = rate;
        audio.voice?.tune({ rate, loop: audio.loop });
      },
      get paused() {
        return audio.voice?.paused() ?? true;
      },
      get duration() {
        return audio.voice?.duration() ?? 0;
      },
      get currentTime() {
        return audio.voice?.position() ?? 0;
      },
      volume: 1,
      obeyMuteSwitch: true,
      play: () => audio.voice?.play(),
      pause: () => audio.voice?.pause(),
      stop: () => audio.voice?.stop(),
      seek: (seconds: number) => audio.voice?.seek(seconds),
      destroy: () => {
        audio.voice?.destroy();
        audio.handlers.clear();
      },
    };
    for (const event of EVENTS) {
      Object.assign(exposed, {
        [`on${event}`]: (handler: Handler) => {
          const known = audio.handlers.get(event) ?? new Set();
          audio.handlers.set(event, known.add(handler));
        },
        [`off${event}`]: (handler?: Handler) => {
          if (handler) audio.handlers.get(event)?.delete(handler);
          else audio.handlers.delete(event);
        },
      });
    }
    return exposed;
  }
}
