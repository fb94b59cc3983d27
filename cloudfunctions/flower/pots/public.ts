/** What other domains may use of pots. */
export {
  awardPot,
  freezeName,
  type PotFacts,
  type PotReader,
  potById,
  potsOf,
  thawName,
  unawardPot,
} from './contest';
