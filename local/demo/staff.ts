/** The ten who work for the community: five workers, one of them the secretary, two social workers, three grid workers. */
import type { MemberId } from '../../miniprogram/contract/ids';
import type { GrantedRole } from '../../miniprogram/contract/roles';
import { memberIdOf } from './cast';
import { givenName, surname } from './names';
import type { Community } from './places';

export interface Worker {
  readonly openid: string;
  readonly memberId: MemberId;
  readonly name: string;
  readonly title: string;
  readonly roles: readonly GrantedRole[];
}

const TITLES = [
  '社区书记',
  ...Array<string>(4).fill('社区工作者'),
  ...Array<string>(2).fill('专职社工'),
  ...Array<string>(3).fill('网格员'),
];

/** `社区书记`, by the number at the end of the openid. */
export const titleOf = (openid: string): string | undefined =>
  TITLES[Number(/_staff_(\d+)$/.exec(openid)?.[1]) - 1];

export function staffOf({ id, prefix }: Community): readonly Worker[] {
  return TITLES.map((title, index): Worker => {
    const no = String(index + 1).padStart(2, '0');
    const openid = prefix === '' ? `o_staff_${no}` : `o_${prefix}_staff_${no}`;
    const key = `${id}-staff-${no}`;
    return {
      openid,
      memberId: memberIdOf(id, openid),
      name: surname(key) + givenName('18-59', index % 3 === 0 ? 'f' : 'm', key),
      title,
      roles: index === 0 ? ['admin', 'staff'] : ['staff'],
    };
  });
}
