import { thrown } from '../trouble';
import { Builtin, ownerPath } from './base';
import { environment } from './environment';
import { HOVER_ATTRIBUTES, hoverable } from './hover';

export class Navigator extends Builtin {
  static override readonly attributes = [
    ...HOVER_ATTRIBUTES,
    'url',
    'open-type',
    'delta',
    'target',
  ];
  static override readonly ignored = ['app-id', 'path', 'extra-data', 'version', 'short-link'];

  override setup(): void {
    this.dom('role', 'link');
    this.dom('tabindex', 0);
    hoverable(this, { startMs: 50, stayMs: 600 });
    this.addEventListener('click', () => {
      this.go().then(
        () => this.fire('success', {}),
        (error: Error) => {
          this.fire('fail', { errMsg: error.message });
          thrown(error, ownerPath(this));
        },
      );
    });
  }

  private async go(): Promise<void> {
    const { pages } = environment().context;
    const url = this.text('url');
    switch (this.text('openType', 'navigate')) {
      case 'navigate':
        await pages.navigateTo(url);
        return;
      case 'redirect':
        return pages.redirectTo(url);
      case 'switchTab':
        return pages.switchTab(url);
      case 'reLaunch':
        return pages.reLaunch(url);
      case 'navigateBack':
        return pages.navigateBack(this.number('delta', 1));
      default:
        throw new Error(`not here: navigator open-type ${this.text('openType')}`);
    }
  }
}
