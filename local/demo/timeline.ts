/** Many things that happen in several courtyards, told in the order of time. */
import type { EpochMs } from '../../miniprogram/contract/units';
import { type Stage, together } from './stage';

export interface Step {
  readonly at: EpochMs;
  readonly run: () => Promise<unknown>;
}

/** Steps of one instant run side by side, so two of one instant must not depend on each other. */
export async function perform(stage: Stage, steps: readonly Step[]): Promise<void> {
  const instants = [...new Set(steps.map(({ at }) => at))].sort((a, b) => a - b);
  for (const at of instants) {
    stage.stand(at);
    await together(steps.filter((step) => step.at === at).map(({ run }) => run));
  }
}
