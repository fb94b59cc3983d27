import { rememberEntryPicture } from '../contest/public';
import { rememberInPots } from '../flower/public';
import { rememberInRounds } from '../groupbuy/public';
import { cloud } from '../kernel/cloud';
import { servePush } from '../kernel/push';
import { rememberPicture } from '../notice/public';

/** Where WeChat pushes what it found out about a picture. */
export const main = servePush(cloud, async (store, file) => {
  await rememberPicture(store, file);
  await rememberInRounds(store, file);
  await rememberInPots(store, file);
  await rememberEntryPicture(store, file);
});
