/** What other domains may use of the flower festival. */
export {
  awardPot,
  freezeName,
  type PotFacts,
  type PotReader,
  potById,
  potsOf,
  thawName,
  unawardPot,
} from './pots/public';
