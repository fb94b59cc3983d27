/** Buying together: neighbours order, workers run rounds and go to doors, those who keep the money sign. */
import type { Cell, Row, Rows, Standing } from './row';
import { nothing } from './row';

const open = (_: Cell, { openRound }: Standing) => ({ roundId: openRound });
const sold = (_: Cell, { soldRound }: Standing) => ({ roundId: soldRound });
const onOpen = { about: 'thing', input: open } as const;
const onSold = { about: 'thing', input: sold } as const;
const ONE = [{ itemId: 'i1', add: 1 }];

const door = (cell: Cell, standing: Standing) => ({
  ...sold(cell, standing),
  householdId: standing.second,
  outcome: 'handed' as const,
  payment: 'cash' as const,
  lines: [{ itemId: 'i1', handed: 2 }],
});

/** The first visit, or the first hand-in, uses up what the others would find. */
const once = (...codes: NonNullable<Row<unknown>['mayHear']>) => ({ mayHear: codes });

export const GROUPBUY: Rows['groupbuy'] = {
  list: nothing('courtyard'),
  round: onOpen,
  myOrders: nothing('self'),
  working: nothing('community'),
  manage: onSold,
  copyLast: { about: 'thing', input: open },
  addPicture: {
    about: 'community',
    input: () => ({ fileId: 'cloud://yuanba-local.0/none.png' }),
    mayHear: ['PICTURE_BAD'],
  },
  saveRound: {
    about: 'thing',
    input: ({ place }, { draftRound }, things) => ({
      roundId: draftRound,
      form: things.roundForm(place),
    }),
  },
  openRound: {
    about: 'thing',
    input: (_, { draftRound }) => ({ roundId: draftRound }),
    fresh: async ({ place }, things) => ({ roundId: await things.draftRound(place) }),
  },
  extendRound: {
    about: 'thing',
    input: ({ place }, { openRound }, things) => ({
      roundId: openRound,
      closesAt: things.roundForm(place).closesAt + 1,
    }),
    fresh: async ({ place }, things) => ({
      roundId: await things.openRound(place),
      closesAt: things.roundForm(place).closesAt + 1,
    }),
  },
  cancelRound: {
    about: 'thing',
    input: (_, { openRound }) => ({ roundId: openRound, reason: '下雨了。' }),
    fresh: async ({ place }, things) => ({
      roundId: await things.openRound(place),
      reason: '下雨了。',
    }),
  },
  changeDelivery: {
    about: 'thing',
    input: ({ place }, { openRound }, things) => ({
      roundId: openRound,
      delivery: things.roundForm(place).delivery,
    }),
  },
  order: { about: 'thing', input: (...at) => ({ ...open(at[0], at[1]), lines: ONE }) },
  orderFor: {
    about: 'thing',
    input: (cell, standing) => ({
      ...open(cell, standing),
      lines: ONE,
      householdId: standing.second,
    }),
  },
  parsePaste: {
    about: 'thing',
    input: (cell, standing) => ({ ...open(cell, standing), text: '1. 1单元101 白菜1' }),
  },
  applyPaste: {
    about: 'thing',
    input: (cell, standing) => ({
      ...open(cell, standing),
      entries: [{ householdId: standing.second, counts: { i1: 1 } }],
    }),
  },
  pasteOut: onOpen,
  totals: onSold,
  totalsText: onSold,
  totalsFile: onSold,
  joinPicking: {
    about: 'thing',
    input: (cell, standing) => ({ ...open(cell, standing), join: true }),
  },
  pick: {
    about: 'thing',
    input: (cell, standing) => ({
      ...sold(cell, standing),
      items: [{ itemId: 'i1', units: 2 }],
    }),
    ...once('ROUND_NOT_OPEN'),
  },
  shortage: { about: 'thing', input: (cell, at) => ({ ...sold(cell, at), rule: 'equal' }) },
  applyShortage: {
    about: 'thing',
    input: (cell, standing) => ({ ...sold(cell, standing), rule: 'equal' }),
  },
  loading: onSold,
  arrived: {
    about: 'thing',
    input: (cell, standing) => ({ ...sold(cell, standing), counts: { i1: 2 } }),
  },
  door: onSold,
  deliver: { about: 'thing', input: door, ...once('DOOR_DONE') },
  correctDoor: {
    about: 'thing',
    input: (cell, standing) => ({ ...door(cell, standing), seen: 1, reason: '点错了。' }),
    ...once('STALE', 'DOOR_NOT_VISITED'),
  },
  handIns: onSold,
  handIn: {
    about: 'thing',
    input: (cell, standing) => ({ ...sold(cell, standing), countedFen: 0, explanation: '没有。' }),
    ...once('HANDIN_NOTHING'),
  },
  settlement: onSold,
  prepareSettlement: {
    about: 'thing',
    input: (cell, standing) => ({ ...sold(cell, standing), costs: [] }),
    ...once('SETTLEMENT_NOT_READY', 'ROUND_SETTLED'),
  },
  signSettlement: {
    about: 'thing',
    input: (cell, standing) => ({ ...sold(cell, standing), profitFen: 0 }),
    ...once(
      'SETTLEMENT_NOT_READY',
      'SETTLEMENT_CHANGED',
      'ROUND_SETTLED',
      'SETTLEMENT_SAME_PERSON',
    ),
  },
  suppliers: nothing('community'),
  saveSupplier: {
    about: 'community',
    input: (_, { supplier }) => ({
      supplierId: supplier,
      ...{ name: '温江菜农', place: '温江', phone: '028-8300 0009', note: '', state: 'agreed' },
    }),
  },
  thankSupplier: {
    about: 'community',
    input: (_, { supplier }) => ({ supplierId: supplier, text: '菜很新鲜，谢谢。' }),
  },
};
