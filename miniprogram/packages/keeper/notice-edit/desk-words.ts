/** What the page says after an attempt to send. Pure. */
import type { ErrorCode } from '../../../contract/errors';
import { sentence } from '../../../services/failure';
import type { Problems } from './form';
import type { Outcome } from './publishing';

type FailedOutcome = Extract<Outcome, { status: 'failed' }>;

/** Without network nothing is lost and nothing is doubled: that is what somebody wants to hear now. */
const LATER = '没有网，还没发出去。写的都在手机里，有网了会接着发，不会发两遍。';

const BESIDE_TEXT: readonly ErrorCode[] = ['TEXT_RISKY'];
const BESIDE_UNTIL: readonly ErrorCode[] = ['UNTIL_IN_PAST'];

export interface Said {
  /** A line at the top of the page. */
  readonly banner: string;
  /** Beside the fields. */
  readonly problems: Problems;
  /** It should be tried again by itself as soon as there is network. */
  readonly again: boolean;
}

export function saidAfter({ reply }: FailedOutcome): Said {
  const text = sentence(reply);
  if (reply.code === 'OFFLINE') return { banner: LATER, problems: {}, again: true };
  if (BESIDE_TEXT.includes(reply.code))
    return { banner: '', problems: { body: text }, again: false };
  if (BESIDE_UNTIL.includes(reply.code))
    return { banner: '', problems: { until: text }, again: false };
  return { banner: `还没发出去：${text}`, problems: {}, again: false };
}

export const EARLIER =
  '刚才那一次其实已经发出去了。您后来改的还没发，要发就再点一次，大家会看到第二版。';

export const LOST = '上次没有等到回音。再点一次就接着发，不会发两遍。';
