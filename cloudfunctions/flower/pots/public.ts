/** What other domains may use of pots. */
export {
  awardPot,
  freezeName,
  type PotFacts,
  type PotReader,
  potById,
  potsOf,
} from './contest';
export { potWork } from './due';
export { eraseFromPots, exportFromPots, type OwnFlowers } from './kept';
export { potsShow, rememberInPots } from './pictures';
export { meet, tiesAt, tiesIn } from './ties';
