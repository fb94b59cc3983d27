import { thrown } from '../trouble';
import type { Phone } from './phone';

/** What happens to the browser's window and is the mini-program's business: its size, and stray errors. */
export function watchWindow({ glass, stack, signals, app }: Phone): void {
  window.addEventListener('resize', () => {
    glass.measure();
    for (const page of stack.all) glass.measurePage(page.body);
    const { clientWidth: windowWidth, clientHeight: windowHeight } = stack.top.body;
    stack.top.resized({ windowWidth, windowHeight });
    signals.raise('resize', { windowWidth, windowHeight });
  });
  window.addEventListener('error', ({ error, message }) => thrown(error ?? message));
  window.addEventListener('unhandledrejection', ({ reason, promise }) => {
    thrown(reason, 'unhandled rejection');
    app.call('onUnhandledRejection', { reason, promise });
    signals.raise('unhandledRejection', { reason, promise });
  });
}
