/**
 * The subscribe messages: template ids and what stands in each field. The phone asks for the same ids.
 * The ids here are the local cloud's; the deploy script puts a community's own in their place.
 */
import { dayOf, timeOf } from './calendar';
import type { EpochMs } from './units';

export const MESSAGE_KINDS = [
  'notice',
  'answer',
  'join',
  'duty',
  'groupbuy',
  'flower',
  'audit',
  'contest',
] as const;
export type MessageKind = (typeof MESSAGE_KINDS)[number];

interface Template {
  readonly templateId: string;
  /** Template field → which value it shows. WeChat names a field by its kind and a number. */
  readonly fields: Readonly<Record<string, string>>;
}

export const MESSAGES: Readonly<Record<MessageKind, Template>> = {
  /** 新通知提醒 */
  notice: {
    templateId: 'tpl_notice',
    fields: { thing1: 'title', thing2: 'from', time3: 'until', thing4: 'hint' },
  },
  /** 提问回复通知 */
  answer: {
    templateId: 'tpl_answer',
    fields: { thing1: 'title', thing2: 'answer', time3: 'at' },
  },
  /** 加入结果通知 */
  join: {
    templateId: 'tpl_join',
    fields: { thing1: 'place', phrase2: 'result', time3: 'at' },
  },
  /** 值守提醒 */
  duty: {
    templateId: 'tpl_duty',
    fields: { thing1: 'title', time2: 'at', thing3: 'hint' },
  },
  /** 团购通知 */
  groupbuy: {
    templateId: 'tpl_groupbuy',
    fields: { thing1: 'title', time2: 'at', thing3: 'hint' },
  },
  /** 花事提醒 */
  flower: {
    templateId: 'tpl_flower',
    fields: { thing1: 'title', time2: 'at', thing3: 'hint' },
  },
  /** 评选活动提醒 */
  contest: {
    templateId: 'tpl_contest',
    fields: { thing1: 'title', time2: 'at', thing3: 'hint' },
  },
  /** 账目核对提醒 */
  audit: {
    templateId: 'tpl_audit',
    fields: { thing1: 'title', time2: 'at', thing3: 'hint' },
  },
};

/** Which kind of message a template the person allowed is for; undefined for one nobody asked about. */
export const kindOfTemplate = (templateId: string): MessageKind | undefined =>
  MESSAGE_KINDS.find((kind) => MESSAGES[kind].templateId === templateId);

/** The platform cuts nothing off, it refuses: what is longer than a `thing` field ends with an ellipsis. */
export const THING_LENGTH = 20;

export type MessageData = Readonly<Record<string, { readonly value: string }>>;

/** The data of a message. A value that is missing shows as a dash, because an empty field is refused. */
export function messageData(
  kind: MessageKind,
  values: Readonly<Record<string, string>>,
): MessageData {
  const entries = Object.entries(MESSAGES[kind].fields).map(([field, name]) => {
    const text = (values[name] ?? '').replace(/\s+/g, ' ').trim();
    return [field, { value: shortened(text) || '—' }] as const;
  });
  return Object.fromEntries(entries);
}

/** Counted in characters as people see them, so that no emoji is cut in half. */
function shortened(text: string): string {
  const characters = [...text];
  if (characters.length <= THING_LENGTH) return text;
  return `${characters.slice(0, THING_LENGTH - 1).join('')}…`;
}

/** An instant as a `time` field wants it: `2020-02-08 20:00`. */
export const messageTime = (at: EpochMs): string => `${dayOf(at)} ${timeOf(at)}`;
