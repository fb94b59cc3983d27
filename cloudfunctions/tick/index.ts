import { directoryWork } from '../directory/public';
import { cloud } from '../kernel/cloud';
import { serveTick } from '../kernel/tick';
import { memberWork } from '../member/public';
import { noticeWork } from '../notice/public';
import { rosterWork } from '../roster/public';
import { retention } from './retention';

/** The one timer of the product, every five minutes. */
export const main = serveTick(cloud, 'tick', [
  ...noticeWork,
  ...directoryWork,
  ...memberWork,
  ...rosterWork,
  retention,
]);
