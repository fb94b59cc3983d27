import { Builtin } from './base';
import { environment } from './environment';

/** Its children are drawn over the whole page, out of every clipping and scrolling around them. */
export class RootPortal extends Builtin {
  static override readonly attributes = ['enable'];
  private readonly layer = document.createElement('div');

  override setup(): void {
    this.layer.className = 'phone-portal';
  }

  override changed(): void {
    const { layer } = this;
    if (this.raised) layer.append(...super.childNodes);
    else super.append(...layer.childNodes);
    this.place();
  }

  connectedCallback(): void {
    this.place();
  }

  disconnectedCallback(): void {
    this.layer.remove();
  }

  // glass-easel keeps its children by these four; they lie in the layer.
  override appendChild<T extends Node>(child: T): T {
    return this.raised ? this.layer.appendChild(child) : super.appendChild(child);
  }

  override insertBefore<T extends Node>(child: T, before: Node | null): T {
    return this.raised ? this.layer.insertBefore(child, before) : super.insertBefore(child, before);
  }

  override removeChild<T extends Node>(child: T): T {
    return this.raised ? this.layer.removeChild(child) : super.removeChild(child);
  }

  override replaceChild<T extends Node>(child: Node, old: T): T {
    return this.raised ? this.layer.replaceChild(child, old) : super.replaceChild(child, old);
  }

  private get raised(): boolean {
    return this.flag('enable', true);
  }

  private place(): void {
    if (!this.isConnected || !this.raised) this.layer.remove();
    else if (!this.layer.isConnected) this.raise();
  }

  private raise(): void {
    environment().frameOf(this).querySelector('.phone-body')?.append(this.layer);
  }
}
