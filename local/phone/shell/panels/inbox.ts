import { templateTitle } from '../../wx/social/templates';
import { type Credit, control, type Message } from '../control';
import { h, say } from '../dom';
import { MESSAGE_SCENE } from '../state';
import { shortText } from '../time';
import type { Around, Panel } from './panel';

/** The subscribe messages WeChat would show this person, and how many may still come. */
export function createInboxPanel(around: Around): Panel {
  let drawn = '';
  let holder = '';
  let newest = '';
  const list = h('ol', { class: 'inbox' });
  const credit = h('p', { class: 'note' });

  return {
    id: 'inbox',
    title: '消息',
    element: h('div', { class: 'panel-body' }, credit, list),
    async refresh() {
      const openid = around.store.state().as;
      if (openid === '') return;
      const { messages, credits } = await control.inbox(openid);
      const own = credits.filter((one) => one.openid === openid && one.left > 0);
      const text = JSON.stringify([openid, messages, own]);
      if (text === drawn) return;
      drawn = text;
      around.badge('inbox', messages.length);
      const [latest] = messages;
      if (holder === openid && latest && latest.id !== newest) say(`收到消息：${titleOf(latest)}`);
      holder = openid;
      newest = latest?.id ?? '';
      credit.textContent = creditLine(own);
      list.replaceChildren(
        ...(messages.length > 0
          ? messages.map((message) => h('li', {}, bubble(message, around)))
          : [h('li', { class: 'empty' }, '还没有消息。在手机上点“允许”之后，到点就会发到这里。')]),
      );
    },
  };
}

const titleOf = ({ data }: Message): string => Object.values(data)[0]?.value ?? '';

function creditLine(credits: readonly Credit[]): string {
  const left = credits.reduce((sum, one) => sum + one.left, 0);
  return left === 0
    ? '没有允许过消息，现在一条也发不出去。'
    : `还可以收 ${left} 条：${credits.map(({ templateId, left: count }) => `${templateTitle(templateId)} ${count} 条`).join('、')}`;
}

function bubble(message: Message, { stage }: Around): HTMLElement {
  const lines = Object.entries(message.data).map(([field, { value }]) =>
    h('span', { class: 'value', title: field }, value),
  );
  return h(
    'button',
    {
      type: 'button',
      class: 'message',
      onclick: () => stage.open({ path: message.page, group: '', scene: MESSAGE_SCENE }),
    },
    h('small', {}, `${shortText(message.at)} · ${templateTitle(message.templateId)}`),
    ...lines,
    message.page !== '' && h('span', { class: 'go' }, '进入小程序查看'),
  );
}
