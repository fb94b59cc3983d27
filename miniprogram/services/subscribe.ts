/**
 * Message credits: one tap on a button that people press anyway may allow one message of each kind.
 * A no, or a phone that cannot ask, is never an obstacle to what the button does.
 */
import { MINUTE_MS } from '../contract/calendar';
import { MESSAGES, type MessageKind } from '../contract/messages';
import type { EpochMs } from '../contract/units';
import { member } from './member';
import { keep, read } from './storage';

/** WeChat asks for at most this many kinds at once. */
const MAX_KINDS = 3;
/** Whoever confirms five notices in a row is asked once. */
const PAUSE_MS = 10 * MINUTE_MS;
const ASKED = 'subscribe.asked';

type ByKind<T> = Readonly<Partial<Record<MessageKind, T>>>;

/** What the phone knows of earlier answers. */
export interface Earlier {
  /** When each kind was last asked for. */
  readonly askedAt: ByKind<EpochMs>;
  /** 总是保持以上选择: WeChat answers by itself, without a dialog. */
  readonly always: ByKind<'accept' | 'reject'>;
}

/**
 * What to ask WeChat for now. A kind that is always allowed costs nobody a tap, so it is taken every time; one that is
 * always refused never, and one that was asked for within ten minutes not again.
 */
export function kindsToAsk(
  kinds: readonly MessageKind[],
  { askedAt, always }: Earlier,
  now: EpochMs,
): readonly MessageKind[] {
  const fresh = (kind: MessageKind) => Math.abs(now - (askedAt[kind] ?? 0)) >= PAUSE_MS;
  return kinds
    .filter((kind) => always[kind] === 'accept' || (always[kind] === undefined && fresh(kind)))
    .slice(0, MAX_KINDS);
}

/** Read ahead: a tap that waits for an answer first is no tap to WeChat any more. */
let always: Earlier['always'] = {};
void readAlways();

/** Call it first in a tap's handler: WeChat only asks in answer to a tap. */
export async function askForMessages(wanted: readonly MessageKind[]): Promise<void> {
  if (!wx.canIUse('requestSubscribeMessage')) return;
  const askedAt = read<Earlier['askedAt']>(ASKED) ?? {};
  const now = Date.now();
  const kinds = kindsToAsk(wanted, { askedAt, always }, now);
  if (kinds.length === 0) return;
  keep(ASKED, { ...askedAt, ...Object.fromEntries(kinds.map((kind) => [kind, now])) });
  try {
    const tmplIds = kinds.map(templateOf);
    const answer = (await wx.requestSubscribeMessage({ tmplIds })) as unknown as Record<
      string,
      string
    >;
    const accepted = tmplIds.filter((id) => answer[id] === 'accept');
    if (accepted.length > 0) await member.addCredit({ templates: accepted });
  } catch {
    // Switched off in WeChat's settings, or not allowed at this moment.
  }
  await readAlways();
}

const templateOf = (kind: MessageKind): string => MESSAGES[kind].templateId;

async function readAlways(): Promise<void> {
  try {
    const { subscriptionsSetting } = await wx.getSetting({ withSubscriptions: true });
    const said = (subscriptionsSetting?.itemSettings ?? {}) as unknown as Record<string, string>;
    const kinds = Object.keys(MESSAGES) as MessageKind[];
    const kept = kinds.flatMap((kind) => {
      const verdict = said[templateOf(kind)];
      if (verdict === undefined) return [];
      return [[kind, verdict === 'accept' ? 'accept' : 'reject'] as const];
    });
    always = Object.fromEntries(kept);
  } catch {
    // A phone that does not say asks as if nothing were kept.
  }
}
