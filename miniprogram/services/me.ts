/** 我的: what the page shows of the caller. */
import { dayOf, dayText } from '../contract/calendar';
import type { HouseholdId } from '../contract/ids';
import type { MeView } from '../contract/member';
import { ROLE_NAMES } from '../contract/roles';

export interface MeModel {
  readonly name: string;
  readonly households: readonly {
    readonly id: HouseholdId;
    readonly label: string;
    readonly line: string;
  }[];
  readonly acting: readonly {
    readonly id: HouseholdId;
    readonly label: string;
    readonly line: string;
    readonly active: boolean;
    /** The band says this one. */
    readonly now: boolean;
  }[];
  readonly roles: readonly { readonly key: string; readonly name: string; readonly line: string }[];
}

export const meModel = (view: MeView, subject: HouseholdId | undefined, now: number): MeModel => ({
  name: view.name,
  households: view.households.map(({ id, label, courtyardName, people }) => ({
    id,
    label,
    line: `${courtyardName} · 家里 ${people.length} 人`,
  })),
  acting: view.actingFor.map(({ householdId, label, personName, status }) => ({
    id: householdId,
    label,
    line: status === 'active' ? `替 ${personName} 办` : `等 ${personName} 家点头`,
    active: status === 'active',
    now: householdId === subject,
  })),
  roles: view.roles.map(({ role, place, until }) => ({
    key: `${role}.${place}`,
    name: ROLE_NAMES[role],
    line: until === undefined ? place : `${place} · 到 ${dayText(dayOf(until - 1), dayOf(now))}`,
  })),
});

export interface Entry {
  readonly icon: string;
  readonly name: string;
  readonly line: string;
  readonly url: string;
}

const DUTY = '/packages/duty/mine/mine';
const page = (name: string): string => `/packages/self/${name}/${name}`;

/** What is always there, also before one has joined and without network. */
export const entriesOf = (pending: string, joined: boolean): readonly Entry[] => [
  ...(pending ? [{ icon: 'send', name: '待发送', line: pending, url: page('pending') }] : []),
  ...(joined
    ? [
        { icon: 'clock', name: '我的值守', line: '轮到哪天，值过几次', url: DUTY },
        { icon: 'hand', name: '代办', line: '我替谁办，谁替我家办', url: page('acting') },
      ]
    : []),
  { icon: 'text', name: '字号和朗读', line: '把字调大，让手机读给您听', url: page('reading') },
  { icon: 'shield', name: '记了我什么', line: '看一看、带走、删除', url: page('kept') },
  { icon: 'lock', name: '隐私说明', line: '记什么，谁看得到', url: '/pages/privacy/privacy' },
];
