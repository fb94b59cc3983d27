import type {
  CostForm,
  CountByItem,
  ItemForm,
  ItemId,
  PickedItem,
  RoundForm,
  SupplierState,
} from '../../miniprogram/contract/groupbuy-forms';
import type {
  CommunityId,
  CourtyardId,
  MemberId,
  RoundId,
  SupplierId,
} from '../../miniprogram/contract/ids';
import type { Role } from '../../miniprogram/contract/roles';
import type { Count, EpochMs, Fen } from '../../miniprogram/contract/units';
import type { Doc } from '../kernel/database';
import type { PictureStates } from '../kernel/shown-pictures';
import type { ShortageDecision, Terms } from '../sale/public';
import type { PriorityMark } from './priority';

export interface RoundItem extends ItemForm {
  readonly id: ItemId;
}

/** Items have their numbers here; nothing of them changes once the round is open. */
export interface Form extends RoundForm {
  readonly items: readonly RoundItem[];
}

export interface RoundDoc extends Doc {
  readonly _id: RoundId;
  readonly communityId: CommunityId;
  /** The courtyard whose round it is, or the community. */
  readonly origin: CourtyardId | CommunityId;
  readonly courtyards: readonly CourtyardId[];
  readonly form: Form;
  /** Cloud file ids of what its goods look like, each once. */
  readonly pictures: readonly string[];
  /** Verdicts about them, so that looking at the round needs no look at the files. */
  readonly pictureStates: PictureStates;
  readonly opensAt: EpochMs;
  readonly closesAt: EpochMs;
  readonly status:
    | 'draft'
    | 'open'
    | 'closed'
    | 'purchased'
    | 'arrived'
    | 'distributing'
    | 'settled'
    | 'cancelled';
  /** What was ordered of each item altogether, since ordering is over. */
  readonly sold?: CountByItem;
  /** Neighbours see it. */
  readonly listed: boolean;
  readonly by: MemberId;
  readonly editedAt: EpochMs;
  readonly supplierName?: string;
  /** Why it was called off, or goes on longer. */
  readonly reason?: string;
  /** What its times were before they were moved: the round that is copied from it comes at the usual ones. */
  readonly planned?: {
    readonly from?: EpochMs;
    readonly until?: EpochMs;
    readonly pickingAt?: EpochMs;
  };
  /** How often it went on longer by itself because too little had been ordered. */
  readonly extended: Count;
  readonly pickers: readonly MemberId[];
  readonly picked: Readonly<Record<ItemId, Omit<PickedItem, 'itemId'>>>;
  readonly arrivals: Readonly<Record<CourtyardId, Arrival>>;
  readonly shortage?: {
    readonly decision: ShortageDecision;
    readonly at: EpochMs;
    readonly done: boolean;
    /** Whom the committee put first or took out, since the first decision. */
    readonly marks?: readonly PriorityMark[];
  };
  readonly settlement?: Settlement;
  /** What the people who ordered have not been told yet. */
  readonly tell: readonly Telling[];
  /** The courtyards' digests do not know yet what waits at their doors. */
  readonly spread?: boolean;
  /** The tick has something to finish. */
  readonly pending: boolean;
}

export interface Arrival {
  readonly at: EpochMs;
  readonly by: MemberId;
  readonly counts: CountByItem;
}

export interface Telling {
  readonly what: 'extended' | 'cancelled' | 'arrived' | 'moved' | 'elsewhere' | 'how' | 'field';
  readonly at: EpochMs;
  readonly courtyardId?: CourtyardId;
}

export interface Settlement {
  readonly costs: readonly CostForm[];
  readonly purchaseFen: Fen;
  readonly profitFen: Fen;
  readonly preparedBy: MemberId;
  readonly preparedAs: Role;
  readonly preparedAt: EpochMs;
  readonly posted?: Posted;
}

export interface Posted {
  readonly by: MemberId;
  readonly at: EpochMs;
  readonly journalId: string;
  readonly requestId: string;
  /** The latest journal of a hand-in by then: where nothing was posted, later ones are told from it. */
  readonly since: string;
  /** What each courtyard's doors were charged then. */
  readonly yards: Readonly<Record<CourtyardId, { readonly chargedFen: Fen }>>;
}

export interface SupplierDoc extends Doc {
  readonly _id: SupplierId;
  readonly communityId: CommunityId;
  readonly name: string;
  readonly place: string;
  readonly phone: string;
  readonly note: string;
  readonly state: SupplierState;
  readonly rounds: Count;
  readonly thanks: readonly {
    readonly text: string;
    readonly at: EpochMs;
    readonly by: MemberId;
  }[];
  readonly editedAt: EpochMs;
}

export const termsOf = ({ _id, communityId, form }: RoundDoc): Terms => ({
  saleId: _id,
  communityId,
  items: form.items.map(({ id, saleFen, stock, capPerHousehold, weighed }) => ({
    id,
    priceFen: saleFen,
    ...(stock === undefined ? {} : { stock }),
    ...(capPerHousehold === undefined ? {} : { capPerHousehold }),
    ...(weighed === undefined ? {} : { weighed }),
  })),
  ...(form.capPerHousehold === undefined ? {} : { capPerHousehold: form.capPerHousehold }),
});

export const weighingOf =
  ({ form }: Pick<RoundDoc, 'form'>) =>
  (itemId: ItemId): ItemForm['weighed'] =>
    form.items.find(({ id }) => id === itemId)?.weighed;
