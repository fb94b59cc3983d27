import type { CampaignDoc } from '../../cloudfunctions/flower/documents';
import { isPotCode, potCode } from '../../cloudfunctions/flower/pots/code';
import type { PotDoc } from '../../cloudfunctions/flower/pots/documents';
import { potsFrom } from '../../cloudfunctions/flower/pots/from-orders';
import {
  accepted,
  declined,
  type Gift,
  offered,
  openOffer,
  withdrawn,
} from '../../cloudfunctions/flower/pots/gifts';
import { nextReminder, reminderAt } from '../../cloudfunctions/flower/pots/habits';
import { withoutWords } from '../../cloudfunctions/flower/pots/kept';
import { type PotOrder, stateOf } from '../../cloudfunctions/flower/pots/state';
import { urlsOf } from '../../cloudfunctions/flower/pots/urls';
import { DAY_MS, instant } from '../../miniprogram/contract/calendar';
import { potSceneOf, readPotCode, readPotScene } from '../../miniprogram/contract/flower-pots';
import { item } from '../support/community';
import { FORM, YARD } from './stage';

const NOW = instant('2020-03-07', '10:00');

const campaign = {
  _id: 'fl_1',
  communityId: 'cm_test',
  form: {
    ...FORM,
    varieties: FORM.varieties.map((variety, i) => ({ ...variety, id: `i${i + 1}` })),
  },
} as const satisfies Pick<CampaignDoc, '_id' | 'communityId' | 'form'>;

const order = (more: Partial<PotOrder> = {}): PotOrder => ({
  _id: 'fl_1.hh_a',
  communityId: 'cm_test',
  rev: 1,
  saleId: 'fl_1',
  courtyardId: YARD,
  householdId: 'hh_a',
  lines: {
    i1: { ordered: 3, allotted: 3, priceFen: 300 },
    i2: { ordered: 2, allotted: 2, priceFen: 300 },
  },
  units: 5,
  actor: 'mb_a',
  how: 'self',
  edits: 1,
  placedAt: NOW,
  visits: {},
  ...more,
});

const door = (outcome: 'handed' | 'damaged' | 'absent' | 'refused') => ({
  ...{ outcome, final: outcome !== 'absent', by: 'mb_v', at: NOW, chargedFen: 0 },
  ...{ payment: 'later', rev: 1 },
});
const handed = (first: number, second: number, outcome: 'handed' | 'damaged' = 'handed') =>
  order({
    lines: {
      i1: { ordered: 3, allotted: 3, priceFen: 300, handed: first },
      i2: { ordered: 2, allotted: 2, priceFen: 300, handed: second },
    },
    door: door(outcome) as NonNullable<PotOrder['door']>,
  });

const statesOf = (of: PotOrder) => potsFrom(campaign, order(), NOW).map((pot) => stateOf(pot, of));

describe('pots from an order', () => {
  it('are one for each that is allotted, and the same however often', () => {
    const pots = potsFrom(campaign, order(), NOW);
    expect(pots.map(({ itemId, no }) => `${itemId}.${no}`)).toEqual([
      ...['i1.1', 'i1.2', 'i1.3', 'i2.1', 'i2.2'],
    ]);
    expect(new Set(pots.map(({ _id }) => _id)).size).toBe(5);
    expect(potsFrom(campaign, handed(3, 2), NOW + DAY_MS).map(({ _id }) => _id)).toEqual(
      pots.map(({ _id }) => _id),
    );
  });

  it('say how to look after them, also where the campaign says nothing', () => {
    for (const { care } of potsFrom(campaign, order(), NOW)) {
      expect(care.length).toBeGreaterThanOrEqual(2);
      expect(care.length).toBeLessThanOrEqual(3);
    }
  });

  it('grow with what came on top after the door was done', () => {
    const { lines, ...done } = handed(3, 2);
    const second = { ordered: 4, allotted: 4, priceFen: 300, handed: 2 };
    const more = { ...done, lines: { ...lines, i2: second }, extra: { i2: 2 } };
    const pots = potsFrom(campaign, more, NOW);
    expect(pots).toHaveLength(7);
    expect(pots.slice(-2).map((pot) => stateOf(pot, more))).toEqual(['coming', 'coming']);
  });
});

describe('where a pot is', () => {
  it.each([
    ['before anybody was there', order(), 5, 'coming'],
    ['nobody was at home', order({ door: door('absent') as never }), 5, 'coming'],
    ['all were handed over', handed(3, 2), 5, 'handed'],
    ['nobody wanted them', order({ door: door('refused') as never }), 5, 'notTaken'],
    ['others got them', order({ freedAt: NOW }), 5, 'notTaken'],
    ['the order is gone', order({ lines: {} }), 5, 'cancelled'],
  ] as const)('%s', (_, of, count, state) => {
    expect(statesOf(of)).toEqual(Array.from({ length: count }, () => state));
  });

  it('of a damaged delivery the first ones were handed over', () => {
    expect(statesOf(handed(2, 1, 'damaged'))).toEqual([
      ...['handed', 'handed', 'notTaken', 'handed', 'notTaken'],
    ]);
  });

  it('a correction moves it back and forth', () => {
    expect(statesOf(handed(0, 0, 'damaged'))[0]).toBe('notTaken');
    expect(statesOf(handed(3, 2))[0]).toBe('handed');
  });
});

describe('a code', () => {
  it('shows every single wrong digit and every two swapped neighbours', () => {
    for (let i = 0; i < 200; i += 1) {
      const code = potCode(`pt_${i}`, 0);
      expect(isPotCode(code)).toBe(true);
      for (let at = 0; at < 6; at += 1) {
        for (let digit = 0; digit < 10; digit += 1) {
          const wrong = code.slice(0, at) + digit + code.slice(at + 1);
          expect([wrong, isPotCode(wrong)]).toEqual([wrong, wrong === code]);
        }
        const next = code.slice(at, at + 2);
        const swapped = code.slice(0, at) + [...next].reverse().join('') + code.slice(at + 2);
        expect([swapped, isPotCode(swapped)]).toEqual([swapped, swapped === code]);
      }
    }
  });

  it('another try gives another one, the same try the same', () => {
    expect(potCode('pt_1', 0)).toBe(potCode('pt_1', 0));
    expect(new Set(Array.from({ length: 30 }, (_, i) => potCode('pt_1', i))).size).toBe(30);
  });

  it('is read as people write it, and carried by a scene WeChat takes', () => {
    expect(readPotCode('412 875')).toBe('412875');
    expect(readPotCode('４１２－８７５')).toBe('412875');
    expect(readPotCode('41287')).toBeUndefined();
    const scene = potSceneOf('cm_donghuan', '412875');
    expect(scene.length).toBeLessThanOrEqual(32);
    expect(readPotScene(scene)).toEqual({ communityId: 'cm_donghuan', code: '412875' });
    expect(readPotScene('donghuan.c01')).toBeUndefined();
  });
});

const pot = (more: Partial<PotDoc> = {}): PotDoc => ({
  ...item(potsFrom(campaign, order(), NOW)),
  code: '572004',
  ...more,
});
const gift = (more: Partial<Gift> = {}): Gift => ({
  ...{ id: 'offer1', from: 'hh_a', fromYard: YARD, fromLabel: '1单元 101 李家' },
  ...{ to: 'hh_b', toYard: 'cy_f2', toLabel: '桂花巷11号院 一户' },
  ...{ card: '生日快乐', cardState: 'shown', by: 'mb_a', at: NOW },
  ...more,
});
const answer = { offerId: 'offer1', household: 'hh_b', at: NOW + 1 } as const;
const code = (expected: string) => expect.objectContaining({ code: expected });

describe('a gift', () => {
  const open = offered(pot(), gift(), handed(3, 2));

  it('takes the passport along, with what was said', () => {
    const after = accepted(open, answer);
    expect(after).toMatchObject({
      party: 'hh_b',
      courtyardId: 'cy_f2',
      parties: ['hh_b', 'hh_a'],
      hands: [{ fromLabel: '1单元 101 李家', card: '生日快乐', takenAt: NOW + 1 }],
    });
    expect(after.offer).toBeUndefined();
    expect(stateOf(after, order({ lines: {} }))).toBe('handed');
  });

  it('is declined without a trace for anybody but the giver', () => {
    const after = declined(open, answer);
    expect(after).toMatchObject({ party: 'hh_a', parties: ['hh_a'], hands: [] });
    expect(after.tell.at(-1)).toMatchObject({ what: 'declined', household: 'hh_a' });
  });

  it('that is taken back before anybody was told, nobody is told of', () => {
    const mine = { ...answer, household: 'hh_a' } as const;
    expect(withdrawn(open, mine).tell).toEqual([]);
    const heard = withdrawn({ ...open, tell: [] }, mine);
    expect(heard.tell).toMatchObject([{ what: 'withdrawn', household: 'hh_b' }]);
  });

  it('is over by itself', () => {
    expect(openOffer(open, NOW + 14 * DAY_MS - 1)).toBeDefined();
    expect(openOffer(open, NOW + 14 * DAY_MS)).toBeUndefined();
    const late = { ...answer, at: NOW + 14 * DAY_MS };
    expect(() => accepted(open, late)).toThrow(code('GIFT_CLOSED'));
    expect(offered(open, gift({ id: 'o2', at: late.at }), handed(3, 2)).offer?.id).toBe('o2');
  });

  it.each([
    ['a second one', () => offered(open, gift({ id: 'o2' }), handed(3, 2)), 'GIFT_OPEN'],
    ['before it was there', () => offered(pot(), gift(), order()), 'POT_NOT_THERE'],
    ['to oneself', () => offered(pot(), gift({ to: 'hh_a' }), handed(3, 2)), 'GIFT_TO_SELF'],
    ['of others', () => offered(pot(), gift({ from: 'hh_c' }), handed(3, 2)), 'NOT_FOUND'],
    ['asked by somebody else', () => accepted(open, { ...answer, household: 'hh_c' }), 'NOT_FOUND'],
    ['accepted twice', () => accepted(accepted(open, answer), answer), 'GIFT_CLOSED'],
    [
      'taken back too late',
      () => withdrawn(accepted(open, answer), { ...answer, household: 'hh_a' }),
      'GIFT_CLOSED',
    ],
  ])('%s is refused', (_, act, expected) => {
    expect(act).toThrow(code(expected));
  });
});

describe('a reminder', () => {
  it('comes in the morning, and waits after the pots were watered', () => {
    const evening = instant('2020-03-07', '23:50');
    expect(nextReminder(evening, 3)).toBe(instant('2020-03-10', '08:30'));
    const due = instant('2020-03-10', '08:30');
    expect(reminderAt(3, undefined, due)).toEqual({
      say: true,
      next: instant('2020-03-13', '08:30'),
    });
    expect(reminderAt(3, instant('2020-03-09', '18:00'), due)).toEqual({
      say: false,
      next: instant('2020-03-12', '08:30'),
    });
  });
});

it('a picture that is gone takes nobody else’s place', async () => {
  const cloud = {
    tempUrls: async (ids: readonly string[]) =>
      ids.filter((id) => id !== 'cloud://p7').map((id) => `https://${id.slice(8)}`),
  };
  const pictures = Array.from({ length: 120 }, (_, i) => `cloud://p${i}`);
  const urls = await urlsOf(cloud, pictures);
  expect(urls.size).toBe(119);
  for (const [picture, url] of urls) expect(url).toBe(`https://${picture.slice(8)}`);
});

it('whoever leaves for good takes words and pictures along, not that there was water', () => {
  const entry = { at: NOW, did: [], words: '', state: 'shown', print: '' } as const;
  const after = withoutWords(
    pot({
      diary: {
        a: { ...entry, by: 'mb_a', did: ['water'], words: '我浇的' },
        b: { ...entry, by: 'mb_a', words: '我写的', picture: 'cloud://a' },
        c: { ...entry, by: 'mb_b', words: '别人写的' },
      },
      entries: 3,
      pictures: ['cloud://a'],
      writers: ['mb_a', 'mb_b', 'mb_a'],
    }),
    'mb_a',
  );
  expect(JSON.stringify(after)).not.toContain('我');
  expect(after).toMatchObject({
    entries: 2,
    pictures: [],
    writers: ['mb_b'],
    diary: { a: { did: ['water'], words: '' }, c: { words: '别人写的' } },
  });
});
