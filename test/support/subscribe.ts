/** Messages a person allows, and what reached them. */
import { MESSAGES } from '../../miniprogram/contract/messages';
import type { Product } from './local';

type Topic = keyof typeof MESSAGES;

/** One tap on 允许: one message of this kind. */
export async function subscribe(
  { url }: Pick<Product, 'url'>,
  openid: string,
  ...topics: readonly Topic[]
): Promise<void> {
  const templateIds = topics.map((topic) => MESSAGES[topic].templateId);
  const body = JSON.stringify({ openid, templateIds });
  const { ok, status } = await fetch(`${url}/phone/subscribe`, { method: 'POST', body });
  if (!ok) throw new Error(`/phone/subscribe ${status}`);
}

export interface Sent {
  readonly openid: string;
  readonly data: Readonly<Record<string, { readonly value: string }>>;
}

/** Whatever the platform delivered to a person, latest last. */
export async function sentTo(
  { control }: Pick<Product, 'control'>,
  openid: string,
): Promise<readonly Sent[]> {
  const { messages } = await control<{ messages: readonly Sent[] }>('outbox');
  return messages.filter((one) => one.openid === openid);
}
