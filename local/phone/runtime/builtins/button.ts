import { thrown } from '../trouble';
import { Builtin } from './base';
import { environment } from './environment';
import { HOVER_ATTRIBUTES, hoverable } from './hover';

/** Event of each open-type that asks the person something. */
const OPEN_EVENTS: Readonly<Record<string, string>> = {
  getPhoneNumber: 'getphonenumber',
  getRealtimePhoneNumber: 'getrealtimephonenumber',
  getUserInfo: 'getuserinfo',
  chooseAvatar: 'chooseavatar',
  agreePrivacyAuthorization: 'agreeprivacyauthorization',
  openSetting: 'opensetting',
  contact: 'contact',
  feedback: 'feedback',
  launchApp: 'launchapp',
  liveActivity: 'createliveactivity',
};

const OPEN_ATTRIBUTES = [
  'activity-type',
  'app-parameter',
  'business-id',
  'lang',
  'phone-number-no-quota-toast',
  'need-show-entrance',
  'entrance-path',
  'send-message-img',
  'send-message-path',
  'send-message-title',
  'session-from',
  'show-message-card',
];

export class Button extends Builtin {
  static override readonly attributes = [
    ...HOVER_ATTRIBUTES,
    ...OPEN_ATTRIBUTES,
    'size',
    'type',
    'plain',
    'disabled',
    'loading',
    'form-type',
    'open-type',
    'name',
  ];

  override setup(): void {
    this.dom('role', 'button');
    this.dom('tabindex', 0);
    hoverable(this, { startMs: 20, stayMs: 70 });
    this.addEventListener('click', () => this.press());
  }

  override changed(name: string): void {
    if (name === 'disabled') {
      this.dom('aria-disabled', this.flag('disabled') ? 'true' : undefined);
      this.dom('tabindex', this.flag('disabled') ? -1 : 0);
      this.dom('disabled', this.flag('disabled'));
    }
    if (name === 'type' || name === 'size') this.dom(name, this.text(name) || undefined);
    if (name === 'plain' || name === 'loading') this.dom(name, this.flag(name));
  }

  private press(): void {
    if (this.flag('disabled')) return;
    const openType = this.text('openType');
    if (openType) void this.open(openType).catch(thrown);
    const formType = this.text('formType');
    if (formType)
      this.closest('wx-form')?.dispatchEvent(new CustomEvent(`form-${formType}`, { detail: this }));
  }

  private async open(openType: string): Promise<void> {
    const { share, openTypes } = environment();
    // Taps are heard first, as in WeChat.
    await Promise.resolve();
    if (openType === 'share') return share('button', this.__wxElement);
    const event = OPEN_EVENTS[openType];
    const given = Object.entries(this.props).map(([key, value]) => [key, String(value)]);
    try {
      const detail = await openTypes.open(openType, Object.fromEntries(given));
      if (event) this.fire(event, detail);
    } catch (refusal) {
      const errMsg = refusal instanceof Error ? refusal.message : String(refusal);
      if (event) this.fire(event, { errMsg });
    }
  }
}
