import { control, type FaultRule } from '../control';
import { button, h, say, toggle } from '../dom';
import type { Around, Panel } from './panel';

const KINDS: readonly (readonly [FaultRule['kind'], string])[] = [
  ['delay', '慢 3 秒'],
  ['drop', '半路断线，没办成'],
  ['lost-reply', '办成了，回话丢了'],
  ['error', '服务出错'],
];
const DELAY_MS = 3000;
const SIZES: Readonly<Record<string, string>> = {
  empty: '空的，一户也没有',
  small: '三个院子',
  demo: '一个社区，43 个院子',
  city: '一座城，40 个社区',
};

export interface FaultsPanel extends Panel {
  /** Something went wrong inside the phone. */
  heard(text: string): void;
}

const HEARD_KEPT = 20;

/** Things that go wrong, on purpose or not; and starting the story over. */
export function createFaultsPanel(around: Around, started: () => void): FaultsPanel {
  let drawn = '';
  const fn = h('select', { 'aria-label': '哪个云函数' });
  const kind = h(
    'select',
    { 'aria-label': '怎么坏' },
    ...KINDS.map(([value, text]) => h('option', { value }, text)),
  );
  const count = h('input', { type: 'number', min: 1, max: 20, value: 1, 'aria-label': '坏几次' });
  const armed = h('ul', { class: 'armed' });
  const outage = h('div', {});
  const troubles = h('ol', { class: 'troubles' });
  const troublesTitle = h('h3', { hidden: true }, '手机里出的错');
  const size = h('p', { class: 'note' });
  let sizeName = 'demo';

  const arm = () => {
    const wanted = kind.value as FaultRule['kind'];
    const rule: FaultRule = {
      operation: fn.value,
      kind: wanted,
      count: Math.max(1, Number(count.value) || 1),
      ...(wanted === 'delay' ? { ms: DELAY_MS } : {}),
    };
    return control.addFault(rule).then(({ rules }) => showRules(rules), around.trouble);
  };
  const clear = () => control.clearFaults().then(() => showRules([]), around.trouble);
  const showRules = (rules: readonly FaultRule[]) => {
    const waiting = rules.filter(
      (rule) => (rule.struck ?? 0) < (rule.count ?? Number.POSITIVE_INFINITY),
    );
    armed.replaceChildren(...waiting.map((rule) => h('li', {}, ruleText(rule))));
    around.badge('faults', waiting.length);
  };
  const startOver = async () => {
    if (!window.confirm('现在的数据都会清空，从头讲起。确定吗？')) return;
    say('正在重新开始…');
    await control.reset(sizeName);
    started();
  };

  return {
    id: 'faults',
    title: '故障',
    element: h(
      'div',
      { class: 'panel-body faults' },
      troublesTitle,
      troubles,
      h('h3', {}, '内容安全检查'),
      outage,
      h('p', { class: 'note' }, '停了以后，居民写的字先存着，等检查恢复或群主放行。'),
      h('h3', {}, '接下来的调用'),
      h(
        'div',
        { class: 'line' },
        fn,
        kind,
        count,
        h('span', {}, '次'),
        button('装上', arm, { class: 'key' }),
      ),
      armed,
      button('都拆掉', clear, { class: 'key' }),
      h('h3', {}, '数据'),
      size,
      button('重新开始', () => void startOver().catch(around.trouble), { class: 'key' }),
    ),
    heard(text) {
      const [first = '', ...rest] = text.split('\n');
      troubles.prepend(
        h('li', {}, h('details', {}, h('summary', {}, first), h('pre', {}, rest.join('\n')))),
      );
      if (troubles.childElementCount > HEARD_KEPT) troubles.lastElementChild?.remove();
      troublesTitle.hidden = false;
      say(`手机里出了错：${first.slice(0, 120)}`);
    },
    async refresh() {
      const [info, safety, { rules }] = await Promise.all([
        control.info(),
        control.safety(),
        control.faults(),
      ]);
      showRules(rules);
      const text = JSON.stringify([info.functions, info.size, safety]);
      if (text === drawn) return;
      drawn = text;
      sizeName = info.size;
      size.textContent = `现在的数据：${SIZES[info.size] ?? info.size}。`;
      const chosen = fn.value;
      fn.replaceChildren(
        ...['*', ...info.functions].map((name) =>
          h('option', { value: name }, name === '*' ? '任何一个' : name),
        ),
      );
      if (chosen !== '') fn.value = chosen;
      const flip = (on: boolean) => void control.setSafetyOutage(on).catch(around.trouble);
      outage.replaceChildren(toggle('检查服务停了', safety.outage, flip));
    },
  };
}

function ruleText({ operation, kind, count = 1, struck = 0 }: FaultRule): string {
  const text = KINDS.find(([value]) => value === kind)?.[1] ?? kind;
  return `${operation === '*' ? '任何一个' : operation}：${text}，还剩 ${count - struck} 次`;
}
