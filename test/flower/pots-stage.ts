/** Pots of a campaign whose adopting is over, and what people do with them. */
import type { PotDoc } from '../../cloudfunctions/flower/pots/documents';
import type { PassportView } from '../../miniprogram/contract/flower-pots';
import type { CountByItem } from '../../miniprogram/contract/groupbuy-forms';
import type { CampaignId, HouseholdId, PartyId, PotId } from '../../miniprogram/contract/ids';
import { type By, item } from '../support/community';
import { sentTo } from '../support/subscribe';
import {
  adopt,
  CLOSES,
  home,
  openCampaign,
  person,
  RANUNCULUS,
  SATURDAY,
  type Stage,
  VOLUNTEER,
} from './stage';

const MINUTE_MS = 60_000;

export interface Pots {
  readonly campaignId: CampaignId;
  /** The next minute: buckets of taps are full again. */
  breathe(ms?: number): Promise<number>;
  /** Of a household or a corner, by id. */
  of(party: PartyId): Promise<readonly PotDoc[]>;
  stored(potId: PotId): Promise<PotDoc>;
  passport(who: By, potId: PotId): Promise<PassportView>;
  /** Everything that is allotted, at this door. */
  handOver(party: PartyId, who?: By): Promise<void>;
}

/** The first households adopt so many of the first variety each, and adopting is over. */
export async function potsFor(
  stage: Stage,
  { households, each = 2 }: { readonly households: number; readonly each?: number },
): Promise<Pots> {
  const campaignId = await openCampaign(stage);
  for (let no = 1; no <= households; no += 1) {
    const reply = await adopt(stage, campaignId, person(no), { [RANUNCULUS]: each });
    if (!reply.ok) throw new Error(reply.code);
  }
  await stage.at(CLOSES);
  await settled(stage);
  await stage.at(SATURDAY);
  return potsOf(stage, campaignId);
}

/** Two ticks: the first closes, the second follows the orders in any case. */
export async function settled(stage: Pick<Stage, 'tick'>): Promise<void> {
  await stage.tick();
  await stage.tick();
}

export function potsOf(stage: Stage, campaignId: CampaignId): Pots {
  let now = SATURDAY;
  const { database, calls } = stage;
  return {
    campaignId,
    async breathe(ms = MINUTE_MS) {
      now += ms;
      await stage.at(now);
      return now;
    },
    of: async (party) =>
      [...(await database.find<PotDoc>('pots', { party }))].sort((a, b) =>
        `${a.itemId}.${a.no}` < `${b.itemId}.${b.no}` ? -1 : 1,
      ),
    async stored(potId) {
      const pot = await database.get<PotDoc>('pots', potId);
      if (!pot) throw new Error(`no pot ${potId}`);
      return pot;
    },
    passport: (who, potId) => calls.done('flower', 'passport', who, { potId }),
    async handOver(householdId, who = VOLUNTEER) {
      const { rows } = await calls.done('flower', 'door', who, { campaignId });
      const row = rows.find((one) => one.householdId === householdId);
      if (!row) throw new Error(`no door ${householdId}`);
      await calls.done('flower', 'deliver', who, {
        campaignId,
        householdId,
        outcome: 'handed',
        payment: 'cash',
        lines: handedOf(Object.fromEntries(row.lines.map((one) => [one.itemId, one.allotted]))),
      });
    },
  };
}

const handedOf = (counts: CountByItem) =>
  Object.entries(counts).map(([itemId, handed]) => ({ itemId, handed }));

/** The first pot of a household. */
export const firstOf = async (pots: Pots, no: number): Promise<PotDoc> =>
  item(await pots.of(home(no)));

const JPEG = Buffer.from([0xff, 0xd8, 0xff, 0xe0]);

export interface Asked {
  readonly potId: PotId;
  readonly offerId: string;
}

/** What households do with pots, and what they hear. */
export const actsOf = (stage: Stage) => ({
  offer: (potId: PotId, who: By, to: HouseholdId, card = '祝您生日快乐') =>
    stage.calls.reply('flower', 'offerGift', who, { potId, to, card }),
  async offered(potId: PotId, who: By, to: HouseholdId, card = '祝您生日快乐'): Promise<Asked> {
    const input = { potId, to, card };
    const { offerId } = await stage.calls.done('flower', 'offerGift', who, input);
    return { potId, offerId };
  },
  answer: (who: By, asked: Asked, yes = true) =>
    stage.calls.reply('flower', 'answerGift', who, { ...asked, accept: yes }),
  mine: (who: By) => stage.calls.done('flower', 'myFlowers', who, {}),
  /** Handed in; what is answered is the cloud's own copy. */
  async photo(who: By, words: string): Promise<string> {
    const query = new URLSearchParams({ openid: who.openid, path: `pictures/${words}.jpg` });
    const body = new Uint8Array(Buffer.concat([JPEG, Buffer.from(words)]));
    const url = `${stage.product.url}/phone/upload?${query}`;
    const sent = (await (await fetch(url, { method: 'POST', body })).json()) as { fileID: string };
    return (await stage.calls.done('flower', 'addPotPhoto', who, { fileId: sent.fileID })).fileId;
  },
  titles: async (openid: string) =>
    (await sentTo(stage.product, openid)).map(({ data }) => data.thing1?.value ?? ''),
});
