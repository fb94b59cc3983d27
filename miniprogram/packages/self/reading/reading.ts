/** 字号和朗读: words as large as one needs, and a trial of the voice. */
import { pageBehavior } from '../../../behaviors/page';
import { saveSettings, settings, type TextSize } from '../../../services/settings';
import { canSpeak, speak, speakingTime, stopSpeaking } from '../../../services/speak';
import type { Tap } from '../../../services/taps';

const SAMPLE = '明天上午九点到十一点，全院停水两个小时。请您先存一桶水，关好水龙头。';

const SIZES: readonly { readonly id: TextSize; readonly name: string; readonly line: string }[] = [
  { id: 'system', name: '跟微信一样大', line: '微信里调了字号，这里跟着变' },
  { id: 'large', name: '大', line: '一行少几个字，看得更清楚' },
  { id: 'largest', name: '最大', line: '按钮也跟着变大' },
];

const sizeRows = () => {
  const { textSize } = settings();
  return SIZES.map((size) => ({ ...size, chosen: size.id === textSize }));
};

Component({
  behaviors: [pageBehavior],
  data: {
    sizes: sizeRows(),
    sample: SAMPLE,
    time: speakingTime(SAMPLE),
    voice: false,
    speaking: false,
  },
  lifetimes: {
    attached() {
      this.setData({ sizes: sizeRows(), voice: canSpeak() });
    },
    detached() {
      stopSpeaking();
    },
  },
  methods: {
    choose({ currentTarget }: Tap<{ id: TextSize }>) {
      saveSettings({ textSize: currentTarget.dataset.id });
      this.setData({ sizes: sizeRows() });
      this.readAround();
    },
    async listen() {
      if (this.data.speaking) return stopSpeaking();
      this.setData({ speaking: true });
      await speak(SAMPLE);
      this.setData({ speaking: false });
    },
  },
});
