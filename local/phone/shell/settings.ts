/** Clock, network, text size, dark: the weather around the phone. */
import type { ClockState } from './control';
import { control } from './control';
import { button, h, say, segmented, toggle } from './dom';
import type { Store } from './state';
import { CHINA_OFFSET_MS, clockText, followClock, localInput, productNow } from './time';

const HOUR_MS = 3_600_000;

interface Outside {
  trouble(error: unknown): void;
  /** The clock was turned. */
  turned(state: ClockState): void;
}

export function createSettings(store: Store, outside: Outside): HTMLElement {
  const { text, network, dark } = store.state();
  return h(
    'div',
    { class: 'settings-body' },
    createClock(outside),
    segmented({
      name: 'network',
      label: '网络',
      choices: [
        ['good', '好'],
        ['slow', '慢'],
        ['offline', '断网'],
      ],
      chosen: network,
      choose: (value) => store.set({ network: value }),
    }),
    segmented({
      name: 'text',
      label: '字号',
      choices: [
        ['1', '标准'],
        ['1.25', '大'],
        ['1.5', '更大'],
        ['1.6', '最大'],
      ],
      chosen: text,
      choose: (value) => store.set({ text: value }),
    }),
    toggle('深色', dark, (on) => store.set({ dark: on })),
  );
}

/** The clock of the whole product: due work runs when it passes its hour. */
function createClock({ trouble, turned }: Outside): HTMLElement {
  let state: ClockState | undefined;
  const face = h('output', { class: 'clock-face', id: 'clock-face' });
  const note = h('small', {});
  const input = h('input', { type: 'datetime-local', 'aria-label': '调到这一刻' });
  const still = button('停住', () => set({ running: !state?.running }));

  const draw = () => {
    face.textContent = clockText(productNow());
    still.textContent = state?.running === false ? '继续走' : '停住';
    note.textContent =
      state?.real === false ? (state.running ? '已调过，在走' : '停着') : '真实时间';
  };
  const take = (next: ClockState) => {
    state = next;
    followClock(next);
    if (document.activeElement !== input) input.value = localInput(productNow());
    draw();
  };
  const set = (setting: { now?: number | null; running?: boolean }) => {
    say('正在拨时钟，到点的事也会办好…');
    return control.setClock(setting).then((next) => {
      take(next);
      turned(next);
      say(`现在是 ${clockText(productNow())}`);
    }, trouble);
  };
  const later = (ms: number) => () => set({ now: productNow() + ms });
  const toMorning = () => {
    const day = 24 * HOUR_MS;
    const start = Math.floor((productNow() + CHINA_OFFSET_MS) / day) * day - CHINA_OFFSET_MS;
    return set({ now: start + day + 8 * HOUR_MS });
  };
  input.addEventListener('change', () => {
    if (input.value !== '') void set({ now: Date.parse(`${input.value}:00+08:00`) });
  });
  const read = () => control.clock().then(take, trouble);
  void read();
  setInterval(draw, 1000);
  setInterval(read, 15_000);

  return h(
    'section',
    { class: 'clock', 'aria-label': '时钟' },
    h('div', { class: 'clock-now' }, face, note),
    h(
      'div',
      { class: 'clock-keys' },
      still,
      button('+1 小时', later(HOUR_MS)),
      button('+1 天', later(24 * HOUR_MS)),
      button('明早 8 点', toMorning),
      button('回到现在', () => set({ now: null, running: true })),
      input,
    ),
  );
}
