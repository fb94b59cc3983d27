/** A community with money, those who keep it, and calls in their name. */
import type { JournalDoc } from '../../cloudfunctions/fund/documents';
import { fundBalance } from '../../miniprogram/contract/fund-accounts';
import type { VoucherForm } from '../../miniprogram/contract/fund-views';
import type { CourtyardId, VoucherId } from '../../miniprogram/contract/ids';
import type { Reply } from '../../miniprogram/contract/protocol';
import { type By, type Calls, callsOf, type OutputFor } from '../support/community';
import { type Database, openDatabase } from '../support/database';
import { homes, settle, type TownSpec } from '../support/factories';
import { type Product, type ProductOptions, startProduct } from '../support/local';

/** A Thursday evening in Chengdu. */
export const EVENING = Date.parse('2020-03-12T20:00:00+08:00');
export const YARD: CourtyardId = 'cy_t1';
export const OTHER_YARD: CourtyardId = 'cy_t2';

export const TOWN: TownSpec = {
  id: 'cm_test',
  name: '东环路社区',
  phone: '028-83000000',
  yards: [
    { id: YARD, name: '桂花巷9号院', homes: homes('a', 6) },
    { id: OTHER_YARD, name: '桂花巷11号院', homes: homes('b', 3) },
  ],
  people: [
    { openid: 'o_owner', name: '罗群主', lives: ['hh_a1'], roles: [{ role: 'owner', at: YARD }] },
    {
      openid: 'o_committee',
      name: '委员',
      lives: ['hh_a2'],
      roles: [{ role: 'committee', at: YARD }],
    },
    {
      openid: 'o_other_owner',
      name: '隔壁群主',
      lives: ['hh_b1'],
      roles: [{ role: 'owner', at: OTHER_YARD }],
    },
    {
      openid: 'o_both',
      name: '身兼数职',
      lives: ['hh_a3'],
      roles: [{ role: 'owner', at: OTHER_YARD }, { role: 'treasurer' }, { role: 'staff' }],
    },
    { openid: 'o_li', name: '李嬢嬢', lives: ['hh_a4'] },
    {
      openid: 'o_treasurer',
      name: '财务甲',
      roles: [{ role: 'treasurer' }],
      credits: { audit: 1 },
    },
    { openid: 'o_second', name: '财务乙', roles: [{ role: 'treasurer' }] },
    { openid: 'o_staff', name: '社工', roles: [{ role: 'staff' }], credits: { audit: 1 } },
    { openid: 'o_admin', name: '管理员', roles: [{ role: 'admin' }] },
  ],
};

export const FAR_TOWN: TownSpec = {
  id: 'cm_far',
  name: '远处社区',
  phone: '028-83999999',
  yards: [{ id: 'cy_f1', name: '远处院', homes: homes('f', 3) }],
  people: [{ openid: 'o_far_staff', name: '远处社工', roles: [{ role: 'staff' }] }],
};

const at = (openid: string, courtyard?: CourtyardId): By => ({
  openid,
  community: TOWN.id,
  ...(courtyard ? { courtyard } : {}),
});

export const treasurer = at('o_treasurer');
export const second = at('o_second');
export const staff = at('o_staff');
export const admin = at('o_admin');
export const both = at('o_both', OTHER_YARD);
export const owner = at('o_owner', YARD);
export const committee = at('o_committee', YARD);
export const otherOwner = at('o_other_owner', OTHER_YARD);
export const li = at('o_li', YARD);
export const stranger = at('o_nobody');
export const farStaff: By = { openid: 'o_far_staff', community: FAR_TOWN.id };

type FormOf<K extends VoucherForm['kind']> = Extract<VoucherForm, { kind: K }>;

const said = { words: '', pictures: [] };
export const gift = (fen: number, more: Partial<FormOf<'donation'>> = {}): VoucherForm => ({
  kind: 'donation',
  fen,
  till: 'cash',
  ...said,
  ...more,
});
export const opening = (cashFen: number, bankFen: number): VoucherForm => ({
  kind: 'opening',
  cashFen,
  bankFen,
  ...said,
});
/** Spent without a picture: only a deposit needs none. */
export const because = (words: string) => ({ words, pictures: [] });

export interface Stage {
  readonly product: Product;
  readonly calls: Calls;
  readonly database: Database;
  propose(form: VoucherForm, by?: By): Promise<VoucherId>;
  sign(voucherId: VoucherId, by?: By): Promise<Reply<OutputFor<'fund', 'sign'>>>;
  overview(by?: By): Promise<OutputFor<'fund', 'overview'>>;
  /** How much the books say lies in a place. */
  fenIn(account: string): Promise<number>;
  /** Why a signature is refused; the voucher is taken back. */
  refusal(form: VoucherForm): Promise<unknown>;
  /** Asked for by one and signed by another. @returns the number of its journal */
  posted(form: VoucherForm): Promise<number>;
  journals(): Promise<readonly JournalDoc[]>;
  /** The whole recount, as the auditor page does it. */
  audited(
    by?: By,
  ): Promise<{ ok: boolean; checked: number; of: number; brokenAt?: number; flaw?: string }>;
  /** A picture as a phone hands it in; passed by the check. */
  picture(by?: By): Promise<string>;
  breathe(ms?: number): Promise<void>;
  close(): Promise<void>;
}

const BREATH_MS = 15_000;

export async function openStage(options: ProductOptions = {}): Promise<Stage> {
  const product = await startProduct({ size: 'empty', ...options });
  const database = await openDatabase(product);
  await product.setClock(EVENING);
  await settle(database, TOWN, EVENING - 3_600_000);
  await settle(database, FAR_TOWN, EVENING - 3_600_000);
  return stageOn(product, database);
}

export function stageOn(product: Product, database: Database): Stage {
  const calls = callsOf(product);
  let now = EVENING;
  let sent = 0;
  const propose: Stage['propose'] = async (form, by = treasurer) =>
    (await calls.done('fund', 'propose', by, { form })).voucherId;
  const sign: Stage['sign'] = (voucherId, by = second) =>
    calls.reply('fund', 'sign', by, { voucherId });
  const overview: Stage['overview'] = (by = li) => calls.done('fund', 'overview', by, {});
  return {
    product,
    calls,
    database,
    propose,
    sign,
    overview,
    async fenIn(account) {
      const { places } = await overview();
      return places.find((one) => one.account === account)?.fen ?? 0;
    },
    async refusal(form) {
      const voucherId = await propose(form);
      const reply = await sign(voucherId);
      await calls.done('fund', 'withdrawVoucher', treasurer, { voucherId });
      return reply.ok ? 'OK' : { code: reply.code, ...reply.details };
    },
    async posted(form) {
      const voucherId = await propose(form);
      const { seq } = await calls.done('fund', 'sign', second, { voucherId });
      return seq ?? 0;
    },
    async journals() {
      const all = await database.find<JournalDoc>('journals', { communityId: TOWN.id });
      return [...all].sort((a, b) => a.seq - b.seq);
    },
    async audited(by = li) {
      for (let from = 0; ; ) {
        const step = await calls.done('fund', 'audit', by, from === 0 ? {} : { from });
        if (step.next === undefined) return step;
        expect(step.next).toBeGreaterThan(from);
        from = step.next;
      }
    },
    async picture(by = owner) {
      sent += 1;
      const path = `pictures/receipt${sent}.jpg`;
      const url = `${product.url}/phone/upload?openid=${by.openid}&path=${path}`;
      const body = new Uint8Array([0xff, 0xd8, 0xff, 0xe0, sent]);
      const answer = await fetch(url, { method: 'POST', body });
      const { fileID } = (await answer.json()) as { fileID: string };
      const { fileId } = await calls.done('fund', 'addEvidence', by, { fileId: fileID });
      for (let look = 0; look < 60; look += 1) {
        const [file] = await database.find<{ state: string }>('files', { cloudId: fileId });
        if (file?.state !== 'waiting') break;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      return fileId;
    },
    async breathe(ms = BREATH_MS) {
      now += ms;
      await product.setClock(now);
    },
    close: () => product.close(),
  };
}

/** The last balances equal the sum of all legs, and the fund what its own accounts say. */
export function expectSound(journals: readonly JournalDoc[]): void {
  const sums: Record<string, number> = {};
  for (const { legs } of journals) {
    for (const { account, fen } of legs) sums[account] = (sums[account] ?? 0) + fen;
  }
  const last = journals.at(-1)?.balances ?? {};
  expect(Object.fromEntries(Object.entries(last).filter(([, fen]) => fen !== 0))).toEqual(
    Object.fromEntries(Object.entries(sums).filter(([, fen]) => fen !== 0)),
  );
  expect(fundBalance(last)).toBe(fundBalance(sums));
}
