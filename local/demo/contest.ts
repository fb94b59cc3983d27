/** Contests of the flower festival: one takes entries, three families have named a pot; one is being judged. */
import { addDays, dayOf, instant } from '../../miniprogram/contract/calendar';
import type { ContestForm, EntryForm, EntryKey } from '../../miniprogram/contract/contest-forms';
import type { ContestId, CourtyardId } from '../../miniprogram/contract/ids';
import type { LocalDate } from '../../miniprogram/contract/units';
import type { Resident } from './cast';
import { flowerPots } from './picture';
import { at, fromOffice, somebody } from './scenes';
import { type Stage, together } from './stage';

const NAMES = [
  ['春妹妹', '开得最早的一盆，看着就欢喜。'],
  ['老陈皮', '颜色像陈皮，闻着也香。'],
  ['小太阳', '放在窗台上，早上第一个晒到太阳。'],
] as const;

const BALCONIES = ['三角梅爬满了栏杆。', '老两口的小菜园，葱和花一起长。'] as const;

/** Entering ended yesterday. */
const balconies = (courtyards: readonly CourtyardId[], today: LocalDate): ContestForm => ({
  kind: 'balcony',
  title: '最美阳台',
  note: '',
  courtyards,
  opensOn: addDays(today, -5),
  closesOn: addDays(today, -2),
  judgingUntil: addDays(today, 3),
  electorate: 'committee',
  criteria: ['好看', '打理得好'],
  titles: [{ name: '最美阳台', prize: 'plate', prizeText: '一块花名牌' }],
  ties: 'share',
});

const form = (courtyards: readonly CourtyardId[], today: LocalDate): ContestForm => ({
  kind: 'name',
  title: '给我家的花取个名字',
  note: '每盆花都可以有个名字，选中的做成花名牌送上门。',
  courtyards,
  opensOn: addDays(today, -1),
  closesOn: addDays(today, 5),
  judgingUntil: addDays(today, 8),
  electorate: 'committee',
  criteria: [],
  titles: [
    { name: '最好听的名字', prize: 'plate', prizeText: '一块花名牌' },
    { name: '最有意思的名字', prize: 'pot', prizeText: '一盆高品质花卉' },
  ],
  ties: 'committee',
});

/** Those of the first courtyard that has flowers enter; the others may. */
export async function tellContest(stage: Stage): Promise<void> {
  const yards = stage.town.neighbourhoods.filter(
    ({ courtyard }) => courtyard.flowers.households > 0,
  );
  const [first] = yards;
  if (!first) return;
  const places = yards.map(({ courtyard }) => courtyard.id);
  const today = dayOf(stage.now);
  const families = new Map(first.residents.map((one) => [one.home.id, one]));
  const growers = [...families.values()].slice(1, 1 + NAMES.length);
  const judged = await publish(stage, balconies(places, today), addDays(today, -6));
  stage.stand(instant(addDays(today, -4), '10:00'));
  await together(
    BALCONIES.map(
      (words, nth) => () => enter(stage, judged, { grower: somebody(growers, nth), nth, words }),
    ),
  );
  const open = await publish(stage, form(places, today), addDays(today, -2));
  stage.stand(instant(addDays(today, -1), '10:00'));
  await together(growers.map((grower, nth) => () => enterPot(stage, open, { grower, nth })));
}

async function publish(stage: Stage, made: ContestForm, on: LocalDate): Promise<ContestId> {
  stage.stand(instant(on, '15:00'));
  const by = fromOffice(somebody(stage.town.staff, 2));
  const { contestId } = await stage.play('contest', 'saveContest', { by, input: { form: made } });
  await stage.play('contest', 'openContest', { by, input: { contestId } });
  return contestId;
}

interface Entry {
  readonly grower: Resident;
  /** Which shelf is in the picture. */
  readonly nth: number;
  readonly words: string;
  readonly name?: string;
  readonly key?: EntryKey;
}

async function enterPot(
  stage: Stage,
  contestId: ContestId,
  { grower, nth }: Pick<Entry, 'grower' | 'nth'>,
): Promise<void> {
  const { items } = await stage.play('contest', 'pots', { by: at(grower), input: {} });
  const [pot] = items;
  if (!pot) return;
  const [name, words] = somebody(NAMES, nth);
  await enter(stage, contestId, { grower, nth: nth + BALCONIES.length, words, name, key: pot.key });
}

async function enter(
  stage: Stage,
  contestId: ContestId,
  { grower, nth, words, name, key }: Entry,
): Promise<void> {
  const by = at(grower);
  const path = `pictures/contest-${nth}.png`;
  const picture = await stage.shot(by, path, flowerPots(nth + 1, 2));
  const ticks = { library: false, handsUnder14: false, childFace: false, guardianAgrees: false };
  const written: EntryForm = {
    ...{ words, pictures: [picture], topics: [], ...ticks },
    ...(name === undefined ? {} : { name }),
  };
  const input = { contestId, form: written, ...(key === undefined ? {} : { key }) };
  await stage.play('contest', 'enter', { by, input });
}
