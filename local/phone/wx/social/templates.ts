/** How WeChat would title the message templates whose ids the local cloud knows. */
const TITLES: Readonly<Record<string, string>> = {
  tpl_notice: '新通知提醒',
  tpl_answer: '提问回复通知',
  tpl_join: '加入结果通知',
  tpl_duty: '值守提醒',
  tpl_audit: '账目核对提醒',
};

export const templateTitle = (id: string): string => TITLES[id] ?? `通知（${id}）`;
