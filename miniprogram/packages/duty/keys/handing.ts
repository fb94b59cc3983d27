/** What is done about a key at the door: handed on, taken, passed on, written down, lost and found. */
import type { KeyId } from '../../../contract/ids';
import type { KeyState } from '../../../contract/roster';
import { sentence, showFailure, sure } from '../../../services/failure';
import { doOrKeep, type Outcome } from '../../../services/queue';
import { rosterContract } from '../../../services/roster';
import { askForMessages } from '../../../services/subscribe';
import type { Tap, Typed } from '../../../services/taps';
import { deed } from '../services/deed';
import type { KeysModel } from '../services/keys-view';
import { callName } from '../services/label';
import { DIGITS, emptied, pressed, type Tile, tilesOf } from '../services/typing';

export const handing = Behavior({
  data: {
    model: null as KeysModel | null,
    busy: false,
    /** The four digits as far as they are typed, with empty tiles for the rest. */
    typed: tilesOf('') as readonly Tile[],
    count: 0,
    code: '',
    typing: false,
    wrong: '',
    /** It has changed hands just now. */
    done: '',
    doneLine: '',
  },
  methods: {
    /** The page's own. */
    async refresh() {},
    startTyping() {
      this.setData({ typing: true });
    },
    async press({ detail }: Typed) {
      const code = pressed(this.data.code, detail.value);
      this.setData({ code, typed: tilesOf(code), count: code.length, wrong: '' });
      if (code.length === DIGITS) await this.take(code);
    },
    erase() {
      const code = emptied(this.data.code);
      this.setData({ code, typed: tilesOf(code), count: code.length });
    },

    async give() {
      const { model } = this.data;
      if (!model || model.keyId === '') return;
      void askForMessages(['duty']);
      const label = `钥匙交给${model.plate}`;
      const input = { keyId: model.keyId, at: Date.now() };
      await this.handed(
        await this.sent(() => doOrKeep(rosterContract, 'giveKey', input, label)),
        `交给${callName(model.plate)}了`,
      );
    },
    async take(code?: string) {
      const { model } = this.data;
      if (!model || model.keyId === '') return;
      // Nobody wants to be asked a second question between two wrong digits.
      if (code === undefined) void askForMessages(['duty']);
      const label = `从${model.plate}接钥匙`;
      const input = { keyId: model.keyId, at: Date.now(), ...(code ? { code } : {}) };
      const outcome = await this.sent(() => doOrKeep(rosterContract, 'takeKey', input, label));
      this.setData({ code: '', typed: tilesOf(''), count: 0 });
      await this.handed(outcome, '钥匙在您家了');
    },
    async sent(send: () => Promise<Outcome<KeyState>>): Promise<Outcome<KeyState>> {
      this.setData({ busy: true, wrong: '' });
      const outcome = await send();
      this.setData({ busy: false });
      return outcome;
    },
    /** What a wrong code means stands beside the digits; everything else is said in a dialog. */
    async handed(outcome: Outcome<KeyState>, done: string) {
      if (outcome.state === 'failed') {
        const { code } = outcome.failure;
        if (!CODE_TROUBLES.includes(code)) showFailure(outcome.failure);
        else this.setData({ wrong: sentence(outcome.failure) });
      }
      if (outcome.state === 'done' && outcome.value.state === 'held') {
        const doneLine = this.data.model?.mode === 'take' ? TAKEN : GIVEN;
        this.setData({ done, doneLine });
      }
      await this.refresh();
    },

    async passOn() {
      const { model } = this.data;
      if (!model || model.keyId === '' || this.data.busy) return;
      if (!(await sure('交给下一家？', model.passOnAsk, '交给他家'))) return;
      this.setData({ busy: true });
      const words = { label: '没人应门，交给下一家', done: '好，钥匙交给这一家' };
      await deed('passOn', { keyId: model.keyId }, words);
      this.setData({ busy: false });
      await this.refresh();
    },
    async record() {
      const { model } = this.data;
      if (!model || model.keyId === '' || model.recordTo === '' || this.data.busy) return;
      if (!(await sure('补记一笔？', model.recordAsk, '记下'))) return;
      await this.write(model.keyId, model.recordTo);
    },
    async write(keyId: KeyId, to: Exclude<KeysModel['recordTo'], ''>) {
      this.setData({ busy: true });
      const input = { keyId, to, at: Date.now() };
      const { state } = await deed('recordKey', input, { label: '补记钥匙', done: '记好了' });
      this.setData({ busy: false });
      if (state === 'done') this.setData({ done: '记好了', doneLine: '钥匙的记录里写明是补记的' });
      await this.refresh();
    },
    /** The tap is taken back; nothing has happened. */
    async takeBack() {
      const { model, busy } = this.data;
      if (!model || model.keyId === '' || model.stillWith === '' || busy) return;
      if (!(await sure('点错了？', model.slipAsk, '不算'))) return;
      this.setData({ busy: true });
      const input = { keyId: model.keyId, to: model.stillWith, at: Date.now() };
      await deed('recordKey', input, { label: '点错了，钥匙没动', done: '好，那一下不算' });
      this.setData({ busy: false });
      await this.refresh();
    },
    async lose() {
      const { model } = this.data;
      if (!model || model.keyId === '') return;
      const content = '院委会会马上知道，换一把以前这把不再交接。别着急，谁都有找不到的时候。';
      if (!(await sure('钥匙不见了？', content, '报丢失'))) return;
      await deed('loseKey', { keyId: model.keyId }, { label: '钥匙报丢失', done: '院委会知道了' });
      await this.refresh();
    },
    choose({ currentTarget }: Tap<{ key: KeyId }>) {
      this.setData({ wanted: currentTarget.dataset.key, done: '', wrong: '', typing: false });
      return this.refresh();
    },
  },
});

const CODE_TROUBLES: readonly string[] = ['KEY_CODE_WRONG', 'KEY_CODE_LOCKED'];
const GIVEN = '您可以歇了。今天守门，辛苦了';
const TAKEN = '收好，明天开门就用它。辛苦了';
