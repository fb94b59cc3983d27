/** What other domains may use of the flower festival. */
export { campaignShows, campaignWork } from './due';
export { eraseFromCampaigns, exportFromCampaigns, type OwnGiving } from './kept';
export {
  awardPot,
  eraseFromPots,
  exportFromPots,
  freezeName,
  meet,
  type OwnFlowers,
  type PotFacts,
  type PotReader,
  potById,
  potsOf,
  potsShow,
  potWork,
  rememberInPots,
  tiesAt,
  tiesIn,
} from './pots/public';
