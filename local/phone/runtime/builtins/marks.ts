import { Builtin } from './base';

export class Progress extends Builtin {
  static override readonly attributes = [
    'percent',
    'show-info',
    'border-radius',
    'font-size',
    'stroke-width',
    'color',
    'activeColor',
    'backgroundColor',
    'active',
    'active-mode',
    'duration',
  ];
  private readonly bar = document.createElement('div');
  private readonly done = document.createElement('div');
  private readonly told = document.createElement('span');

  override setup(): void {
    this.dom('role', 'progressbar');
    this.bar.className = 'wx-progress-bar';
    this.told.className = 'wx-progress-info';
    this.bar.append(this.done);
    this.append(this.bar, this.told);
    this.changed('percent');
  }

  override changed(name: string): void {
    const percent = Math.min(100, Math.max(0, this.number('percent')));
    const { bar, done, told } = this;
    this.dom('aria-valuenow', percent);
    bar.style.height = `${this.size('strokeWidth', 6)}px`;
    bar.style.borderRadius = `${this.size('borderRadius', 0)}px`;
    bar.style.background = this.text('backgroundColor', '#EBEBEB');
    done.style.background = this.text('activeColor') || this.text('color', '#09BB07');
    done.style.transition = this.flag('active')
      ? `width ${percent * this.number('duration', 30)}ms linear`
      : '';
    told.hidden = !this.flag('showInfo');
    told.style.fontSize = `${this.size('fontSize', 16)}px`;
    told.textContent = `${percent}%`;
    if (name === 'percent')
      requestAnimationFrame(() => {
        done.style.width = `${percent}%`;
        if (this.flag('active')) done.ontransitionend = () => this.fire('activeend');
      });
  }
}

/** WeChat's few icons: a shape inside a circle, or the shape alone. */
const SHAPES: Readonly<Record<string, readonly [color: string, round: boolean, path: string]>> = {
  success: ['#09BB07', true, 'M6.5 12.5l3.5 3.5 7.5-8'],
  success_no_circle: ['#09BB07', false, 'M4 12.5l5 5L20 6.5'],
  info: ['#10AEFF', true, 'M12 10.5v7M12 6.2v1.6'],
  warn: ['#F76260', true, 'M12 6v7.5M12 16v1.8'],
  waiting: ['#10AEFF', true, 'M12 6v6.5l4.5 2.5'],
  cancel: ['#F43530', true, 'M8 8l8 8M16 8l-8 8'],
  download: ['#09BB07', true, 'M12 6v9M8 12l4 4 4-4'],
  search: ['#B2B2B2', false, 'M10.5 4a6.5 6.5 0 1 0 0 13a6.5 6.5 0 1 0 0-13M15.5 15.5L21 21'],
  clear: ['#B2B2B2', true, 'M8 8l8 8M16 8l-8 8'],
};

export class Icon extends Builtin {
  static override readonly attributes = ['type', 'size', 'color'];

  override changed(): void {
    const [color, round, path] = SHAPES[this.text('type')] ?? ['#B2B2B2', true, ''];
    const size = this.size('size', 23);
    const paint = this.text('color', color);
    const disc = round ? `<circle cx="12" cy="12" r="11" fill="${paint}"/>` : '';
    this.innerHTML = `<svg viewBox="0 0 24 24" width="${size}" height="${size}" aria-hidden="true" fill="none"
      stroke-width="2" stroke="${round ? '#fff' : paint}">${disc}<path d="${path}"/></svg>`;
  }
}
