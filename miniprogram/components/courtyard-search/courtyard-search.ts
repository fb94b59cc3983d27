/** Finds a courtyard by name, alias or initials while one types. Event: `pick` with its id. */
import type { CourtyardRow } from '../../contract/directory';
import type { CourtyardId } from '../../contract/ids';
import { directory } from '../../services/directory';
import { sentence } from '../../services/failure';

interface Found {
  readonly id: CourtyardId;
  readonly name: string;
  readonly line: string;
}

const PAUSE_MS = 350;
/** What is typed may be overtaken by what is typed next. */
let turn = 0;

const foundOf = ({ id, name, aliases, householdCount }: CourtyardRow): Found => ({
  id,
  name,
  line:
    aliases.length > 0
      ? `也叫${aliases.join('、')} · ${householdCount} 户`
      : `${householdCount} 户`,
});

Component({
  options: { styleIsolation: 'apply-shared' },
  data: { text: '', found: [] as Found[], failText: '', asked: false, timer: 0 },
  lifetimes: {
    detached() {
      clearTimeout(this.data.timer);
    },
  },
  methods: {
    onInput(event: WechatMiniprogram.Input) {
      clearTimeout(this.data.timer);
      const text = event.detail.value;
      const timer = setTimeout(() => this.find(), PAUSE_MS);
      this.setData({ text, timer });
    },
    async find() {
      clearTimeout(this.data.timer);
      turn += 1;
      const mine = turn;
      const text = this.data.text.trim();
      if (!text) return this.setData({ found: [], asked: false, failText: '' });
      const reply = await directory.search({ text });
      if (mine !== turn) return;
      this.setData(
        reply.ok
          ? { found: reply.value.items.map(foundOf), asked: true, failText: '' }
          : { failText: sentence(reply) },
      );
    },
    onPick(event: WechatMiniprogram.TouchEvent) {
      this.triggerEvent('pick', { id: String(event.currentTarget.dataset.id) });
    },
  },
});
