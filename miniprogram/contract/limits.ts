/** Limits that phone and cloud agree on. Lengths are in characters (UTF-16 units), sizes in bytes. */
export const LIMITS = {
  /** How a person is called by neighbours. */
  nameLength: 12,
  titleLength: 30,
  noticeLength: 2_000,
  questionLength: 300,
  reasonLength: 100,
  /** Pictures of one notice. */
  pictures: 6,
  /** One picture after the phone has compressed it. */
  pictureBytes: 1_000_000,
  /** A register file. */
  registerBytes: 2_000_000,
  registerRows: 3_000,
  /** Rows of a register that travel in one call, so that a call stays under the platform's 100 KB. */
  registerChunk: 200,
  pageSize: 20,
  /** No query asks for more. */
  listMax: 100,
  searchLength: 20,
  /** A text for the WeChat group. */
  groupTextLines: 12,
  shareTitleLength: 20,
  /** People of one household. */
  peoplePerHousehold: 12,
  /** Join requests one WeChat account may have open, and may make within a day. */
  openJoins: 3,
  joinsPerDay: 6,
  courtyardsPerMember: 6,
} as const;
