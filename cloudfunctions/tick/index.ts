import { contestShows, contestWork } from '../contest/public';
import { directoryWork } from '../directory/public';
import { campaignShows, campaignWork, potsShow, potWork } from '../flower/public';
import { fundShows, fundWork } from '../fund/public';
import { groupbuyShows, groupbuyWork } from '../groupbuy/public';
import { cloud } from '../kernel/cloud';
import { sweepOf } from '../kernel/sweep';
import { serveTick } from '../kernel/tick';
import { memberWork } from '../member/public';
import { noticeShows, noticeWork } from '../notice/public';
import { reportWork } from '../report/public';
import { rosterWork } from '../roster/public';
import { retention } from './retention';

/** The one timer of the product, every five minutes. */
export const main = serveTick(cloud, 'tick', [
  // First: whoever has left a courtyard is told nothing more about it.
  ...memberWork,
  // Before the messages go out: what rounds have to say goes with them.
  ...groupbuyWork,
  // The same for flowers.
  ...campaignWork,
  // Before the messages go out: what contests have to say goes with them.
  ...contestWork,
  // Before the messages go out: gifts and reminders go with them.
  ...potWork,
  // Before the messages go out: what duty has to say goes with them.
  ...rosterWork,
  ...noticeWork,
  ...directoryWork,
  ...fundWork,
  sweepOf([noticeShows, fundShows, groupbuyShows, campaignShows, potsShow, contestShows]),
  retention,
  // Last: it counts what is over, and nobody waits for it.
  ...reportWork,
]);
