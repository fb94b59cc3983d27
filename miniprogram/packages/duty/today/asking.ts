/** The small sheets over 今天值守: a word for the next household, who came, and opening the gate at night. */
import type { TurnId } from '../../../contract/roster-views';
import { say } from '../../../services/failure';
import type { Typed } from '../../../services/taps';
import {
  CAME_CHIPS,
  type Chip,
  chipsOf,
  chosen,
  NIGHT_CHIPS,
  NOTE_CHIPS,
  toggled,
  wordsOf,
} from '../services/chips';
import { deed } from '../services/deed';

interface Question {
  readonly title: string;
  readonly line: string;
  readonly button: string;
  readonly chips: readonly string[];
  /** Only one of the words. */
  readonly single: boolean;
}

const QUESTIONS = {
  note: {
    title: '给下一家留句话',
    line: '点一点就好，明天的一家打开就看得到。',
    button: '留好',
    chips: NOTE_CHIPS,
    single: false,
  },
  came: {
    title: '今天家里谁来的',
    line: '可以不写。只有您家和院委会看得到。',
    button: '记好',
    chips: CAME_CHIPS,
    single: false,
  },
  night: {
    title: '为什么要开门',
    line: '只有院委会和社区看得到原因。开了记得关好。',
    button: '记好，我去开门',
    chips: NIGHT_CHIPS,
    single: true,
  },
} as const satisfies Readonly<Record<string, Question>>;

type Name = keyof typeof QUESTIONS;

export const asking = Behavior({
  data: {
    sheet: '' as '' | Name,
    sheetTitle: '',
    sheetLine: '',
    sheetButton: '',
    chips: [] as readonly Chip[],
    typing: false,
    typed: '',
    /** What would be sent. */
    words: '',
    busy: false,
    /** The turn of mine that is on today. */
    turnId: '' as TurnId | '',
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    ask(name: Name) {
      const { title, line, button, chips } = QUESTIONS[name];
      this.setData({
        sheet: name,
        sheetTitle: title,
        sheetLine: line,
        sheetButton: button,
        chips: chipsOf(chips),
        typing: false,
        typed: '',
        words: '',
      });
    },
    openNote() {
      this.ask('note');
    },
    openCame() {
      this.ask('came');
    },
    openNight() {
      this.ask('night');
    },
    closeSheet() {
      this.setData({ sheet: '' });
    },
    pick({ detail }: Typed) {
      const { sheet, chips, typed } = this.data;
      if (sheet === '') return;
      const next = (QUESTIONS[sheet].single ? chosen : toggled)(chips, detail.value);
      this.setData({ chips: next, words: wordsOf(next, typed) });
    },
    startTyping() {
      this.setData({ typing: true });
    },
    type({ detail }: Typed) {
      this.setData({ typed: detail.value, words: wordsOf(this.data.chips, detail.value) });
    },
    async send() {
      const { sheet, words, busy } = this.data;
      if (busy || sheet === '' || !words) return;
      this.setData({ busy: true });
      const { state } = await this.sent(sheet, words);
      this.setData({ busy: false });
      if (state === 'failed') return;
      this.closeSheet();
      await this.refresh();
    },
    sent(sheet: Name, words: string): Promise<{ state: string }> {
      if (sheet === 'note') {
        return deed('endNote', { text: words }, { label: '交班的话', done: '留好了' });
      }
      if (sheet === 'night') {
        return deed('openAtNight', { reason: words }, { label: '夜里开门', done: '记好了' });
      }
      const { turnId } = this.data;
      if (turnId === '') {
        say('今天不是您家值守');
        return Promise.resolve({ state: 'failed' });
      }
      return deed('whoCame', { turnId, names: words }, { label: '谁来值守', done: '记好了' });
    },
  },
});
