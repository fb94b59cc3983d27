/** 演练 on every page: it stands in the band above the page, and follows what the phone learns of the community. */
import { session } from '../../services/session';

const stops = new WeakMap<object, () => void>();

Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  data: { drill: false },
  lifetimes: {
    attached() {
      const follow = (): void => this.setData({ drill: session.drill });
      stops.set(this, session.onLearn(follow));
      follow();
    },
    detached() {
      stops.get(this)?.();
    },
  },
});
