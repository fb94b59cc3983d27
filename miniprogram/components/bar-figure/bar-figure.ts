/** A bar of parts with the figures beside it; parts differ by tone, label and pattern, never by colour alone. */
import { thousands } from '../../services/words';

export interface BarPart {
  readonly label: string;
  readonly count: number;
  /** `full`, `mid`, `pale`, or `open` (striped amber: what is still to come). */
  readonly tone: string;
}

const percentOf = (count: number, total: number): number =>
  total > 0 ? Math.round((count / total) * 1_000) / 10 : 0;

Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { parts: { type: Array, value: [] as BarPart[] } },
  data: {
    shares: [] as (BarPart & { readonly percent: number; readonly figure: string })[],
    spoken: '',
  },
  observers: {
    parts(parts: readonly BarPart[]) {
      const total = parts.reduce((sum, { count }) => sum + count, 0);
      this.setData({
        shares: parts.map((part) => ({
          ...part,
          percent: percentOf(part.count, total),
          figure: thousands(part.count),
        })),
        spoken: parts.map(({ label, count }) => `${label} ${count}`).join('，'),
      });
    },
  },
});
