import { control, type ShownCall } from '../control';
import { h } from '../dom';
import { timeText } from '../time';

const LIMIT = 40;
const COLUMNS = ['几点', '调用', '结果', '用时', '请求', '查阅', '返回', '写入', '收发'] as const;

export function createCalls(): { readonly element: HTMLElement; refresh(): Promise<void> } {
  let drawn = '';
  const open = new Set<string>();
  const total = h('p', { class: 'note' });
  const body = h('tbody', {});
  const table = h(
    'table',
    { class: 'calls' },
    h('caption', { class: 'hidden' }, '最近的云函数调用'),
    h(
      'thead',
      {},
      h(
        'tr',
        {},
        ...COLUMNS.map((name, at) =>
          h('th', { scope: 'col', class: at > 2 ? 'figure' : '' }, name),
        ),
      ),
    ),
    body,
  );

  const rowsOf = (call: ShownCall): HTMLElement[] => {
    const flip = () => {
      if (!open.delete(call.id)) open.add(call.id);
      more.hidden = !open.has(call.id);
      name.setAttribute('aria-expanded', String(!more.hidden));
    };
    const name = h(
      'button',
      { type: 'button', class: 'link', 'aria-expanded': String(open.has(call.id)), onclick: flip },
      nameOf(call),
    );
    const more = h(
      'tr',
      { class: 'more-row', hidden: !open.has(call.id) },
      h('td', { colspan: COLUMNS.length }, details(call)),
    );
    const { requests, docsExamined, docsReturned, docsWritten, bytesIn, bytesOut, ms } =
      call.counters;
    const figures = [
      `${Math.round(ms)} ms`,
      ...[requests, docsExamined, docsReturned, docsWritten].map(String),
      sizeText(bytesIn + bytesOut),
    ];
    return [
      h(
        'tr',
        { class: `call-${call.status}` },
        h('td', {}, timeText(call.startedAt)),
        h('td', {}, name),
        h('td', { class: 'result' }, resultOf(call)),
        ...figures.map((text) => h('td', { class: 'figure' }, text)),
      ),
      more,
    ];
  };

  return {
    element: h(
      'div',
      {},
      total,
      h('div', { class: 'scroll', tabindex: '0', 'aria-label': '调用表' }, table),
    ),
    async refresh() {
      const { totals, invocations } = await control.metrics(LIMIT);
      const text = JSON.stringify(invocations);
      if (text === drawn) return;
      drawn = text;
      total.textContent = `开机以来 ${totals.calls} 次调用，${totals.failed} 次没成。点一行看它发了哪些请求。`;
      const none = h('td', { class: 'empty', colspan: COLUMNS.length }, '还没有人调用过。');
      const rows = invocations.length > 0 ? invocations.flatMap(rowsOf) : [h('tr', {}, none)];
      body.replaceChildren(...rows);
    },
  };
}

const nameOf = ({ fn, action, trigger }: ShownCall): string => `${fn}.${action ?? trigger ?? ''}`;

function resultOf(call: ShownCall): string {
  const { status, error, cold } = call;
  const text = { running: '在跑', ok: refusalOf(call) ?? '好', failed: error?.code ?? '没成' }[
    status
  ];
  return cold ? `${text} · 冷启动` : text;
}

/** A refusal is a good answer too; the function's own log line names it. */
function refusalOf({ logs }: ShownCall): string | undefined {
  const code = /"code":"([A-Z_]+)"/.exec(logs.at(-1) ?? '')?.[1];
  return code === 'OK' ? undefined : code;
}

function details({ requests, logs, error }: ShownCall): HTMLElement {
  const lines = requests.map(
    ({ op, target, ms, code }) =>
      `${String(Math.round(ms)).padStart(4)} ms  ${op}${target ? ` ${target}` : ''}${code ? `  ${code}` : ''}`,
  );
  const parts = [...(lines.length > 0 ? lines : ['没有请求']), ...logs];
  if (error) parts.push(`${error.code}: ${error.message}`);
  return h('pre', {}, parts.join('\n'));
}

export const sizeText = (bytes: number): string =>
  bytes < 1024 ? `${bytes} B` : `${(bytes / 1024).toFixed(1)} KB`;
