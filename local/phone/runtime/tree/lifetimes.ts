import { Element, type GeneralBehavior, type GeneralComponent } from 'glass-easel';
import { afterFrame } from './backend';
import type { Space } from './space';

interface Caller {
  readonly _$: GeneralComponent;
}

/**
 * glass-easel knows the lifetime `ready` and leaves it to its host to fire: after the first drawing of
 * every component that was attached.
 */
export function fireReady(space: Space): void {
  let waiting: GeneralComponent[] = [];
  const behavior = space.code
    .getComponentSpace()
    .define()
    .lifetime('attached', function (this: unknown) {
      if (waiting.length === 0) afterFrame(flush);
      waiting.push((this as Caller)._$);
    } as never)
    .registerBehavior();
  space.code.setOverallBehavior(behavior as unknown as GeneralBehavior);

  function flush(): void {
    const ready = waiting;
    waiting = [];
    for (const component of ready)
      if (Element.isAttached(component)) component.triggerLifetime('ready', []);
  }
}
