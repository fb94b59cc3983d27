import { directoryWork } from '../directory/public';
import { cloud } from '../kernel/cloud';
import { serveTick } from '../kernel/tick';
import { memberWork } from '../member/public';
import { noticeWork } from '../notice/public';
import { rosterWork } from '../roster/public';
import { retention } from './retention';

/** The one timer of the product, every five minutes. */
export const main = serveTick(cloud, 'tick', [
  // First: whoever has left a courtyard is told nothing more about it.
  ...memberWork,
  ...noticeWork,
  ...directoryWork,
  ...rosterWork,
  retention,
]);
