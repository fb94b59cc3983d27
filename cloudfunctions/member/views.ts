import type { PersonView } from '../../miniprogram/contract/member';
import type { PersonEntry } from '../directory/public';

export const personView = ({
  id,
  name,
  ageBand,
  phoneOnly,
  memberId,
}: PersonEntry): PersonView => ({
  id,
  name,
  ageBand,
  phoneOnly,
  ...(memberId === undefined ? {} : { memberId }),
});
