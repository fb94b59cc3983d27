import { TEXT_ATTRIBUTES, TextField } from './text-field';

export class Textarea extends TextField<HTMLTextAreaElement> {
  static override readonly attributes = [...TEXT_ATTRIBUTES, 'auto-height', 'fixed'];
  protected readonly field = document.createElement('textarea');
  private lineCount = 0;

  override setup(): void {
    super.setup();
    this.field.rows = 1;
    this.field.addEventListener('keydown', (event) => {
      const sends = ['send', 'search', 'next', 'go', 'done'].includes(this.text('confirmType'));
      if (event.key !== 'Enter' || event.isComposing || !sends) return;
      event.preventDefault();
      this.confirm();
    });
  }

  override changed(name: string): void {
    if (name === 'autoHeight') this.dom('auto-height', this.flag('autoHeight'));
    super.changed(name);
    if (name === 'autoHeight') this.written();
  }

  connectedCallback(): void {
    requestAnimationFrame(() => this.written());
  }

  protected override written(): void {
    const { field } = this;
    if (!this.isConnected) return;
    if (this.flag('autoHeight')) {
      field.style.height = '0';
      field.style.height = `${field.scrollHeight}px`;
    }
    const lineHeight = Number.parseFloat(getComputedStyle(field).lineHeight) || 20;
    const lineCount = Math.max(1, Math.round(field.scrollHeight / lineHeight));
    if (lineCount === this.lineCount) return;
    this.lineCount = lineCount;
    this.fire('linechange', { height: field.scrollHeight, heightRpx: 0, lineCount, lineHeight });
  }
}
