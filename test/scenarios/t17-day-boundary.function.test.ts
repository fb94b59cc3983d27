import { execFileSync } from 'node:child_process';
import { join, resolve } from 'node:path';
import { buildSync } from 'esbuild';
import { instant, spokenInstant } from '../../miniprogram/contract/calendar';
import type { HomeView } from '../../miniprogram/contract/home';
import { MESSAGES } from '../../miniprogram/contract/messages';
import type { NoticeView } from '../../miniprogram/contract/notice';
import { at, callsOf, item, yardAt } from '../support/community';
import { type Product, startProduct } from '../support/local';
import { publishedBy } from '../support/reach';

const ZONES = ['UTC', 'Asia/Shanghai', 'America/New_York'] as const;
const ROOT = resolve(__dirname, '../..');
const yard = yardAt(1);
const person = (index: number) => at(item(yard.residents, index));

/** 20:00 in Beijing. */
const CLOSES = Date.parse('2020-02-09T12:00:00.000Z');
const PUBLISHED = Date.parse('2020-02-08T15:59:59.999Z');

/** What one process answers; everything of it must be the same in every zone. */
interface Answers {
  readonly before: Pick<NoticeView, 'expired' | 'validUntil'>;
  readonly at: Pick<NoticeView, 'expired' | 'validUntil'>;
  readonly confirmBefore: unknown;
  readonly confirmAt: unknown;
  readonly listedBefore: readonly string[];
  readonly listedAt: readonly string[];
  readonly until: string;
  readonly messages: readonly unknown[];
  readonly joins: readonly string[];
}

async function answersIn(zone: string): Promise<Answers> {
  const product = await startProduct({ size: 'small', tz: zone });
  try {
    return await ask(product);
  } finally {
    await product.close();
  }
}

async function ask(product: Product): Promise<Answers> {
  const calls = callsOf(product);
  const templates = [MESSAGES.notice.templateId];
  await product.setClock(PUBLISHED);
  await calls.done('member', 'addCredit', person(20), { templates });
  await fetch(`${product.url}/phone/subscribe`, {
    method: 'POST',
    body: JSON.stringify({ openid: item(yard.residents, 20).openid, templateIds: templates }),
  });
  const noticeId = await publishedBy(calls, yard.owner, {
    validUntil: instant('2020-02-09', '20:00'),
  });
  await product.setClock(PUBLISHED + 6 * 60_000);
  const { messages } = await product.control<{ messages: { data: unknown; page: string }[] }>(
    'outbox',
  );

  const look = async () => {
    const view = await calls.done('notice', 'view', person(0), { noticeId });
    const home: HomeView = await calls.done('courtyard', 'home', person(0), {});
    return {
      view: { expired: view.expired, validUntil: view.validUntil, now: view.now },
      listed: home.notices.filter(({ id }) => id === noticeId).map(({ title }) => title),
      until: spokenInstant(view.validUntil, view.now),
    };
  };
  const confirm = (index: number) =>
    calls.reply('notice', 'confirm', person(index), { noticeId, version: 1 });

  await product.setClock(CLOSES - 1);
  const before = await look();
  const confirmBefore = await confirm(1);
  await product.setClock(CLOSES);
  const closed = await look();
  const confirmAt = await confirm(2);
  return {
    before: before.view,
    at: closed.view,
    confirmBefore: withoutIds(confirmBefore),
    confirmAt,
    listedBefore: before.listed,
    listedAt: closed.listed,
    until: before.until,
    messages: messages.filter(({ page }) => page.includes(noticeId)).map(({ data }) => data),
    joins: await joinsOverMidnight(product),
  };
}

const withoutIds = (reply: unknown): unknown =>
  JSON.parse(JSON.stringify(reply, (key, value) => (key === 'noticeId' ? undefined : value)));

/** How many requests a newcomer may make in a day: the day ends at midnight in Beijing, 16:00Z. */
async function joinsOverMidnight(product: Product): Promise<readonly string[]> {
  const calls = callsOf(product);
  const by = { openid: 'o_c02_new_c', courtyard: yard.courtyard.id };
  const codes: string[] = [];
  const tryOnce = async () => {
    const householdId = item(yard.homes, 5).id;
    const reply = await calls.reply('member', 'join', by, {
      householdId,
      name: '简月',
      ageBand: '18-59',
      privacyVersion: '1',
    });
    codes.push(reply.ok ? reply.value.status : reply.code);
    if (!reply.ok) return;
    await calls.done('member', 'withdrawJoin', by, { joinId: reply.value.joinId });
  };
  await product.setClock('2020-02-09T15:59:59.000Z');
  for (let count = 0; count < 7; count += 1) await tryOnce();
  await product.setClock('2020-02-09T16:00:00.000Z');
  await tryOnce();
  return codes;
}

/** The phone's own words, in a process of that zone. */
function wordsIn(zone: string): string {
  const outfile = join(ROOT, 'dist', 'run', `calendar-for-tests-${process.pid}.cjs`);
  buildSync({
    entryPoints: [join(ROOT, 'miniprogram/contract/calendar.ts')],
    outfile,
    bundle: true,
    platform: 'node',
    format: 'cjs',
    logLevel: 'error',
  });
  const script = `
    const c = require(${JSON.stringify(outfile)});
    const at = Date.parse('2020-02-09T12:00:00Z');
    const midnight = Date.parse('2020-02-09T16:00:00Z');
    const nows = ['2020-02-08T15:59:59.999Z', '2020-02-08T16:00:00Z', '2020-02-09T15:59:59.999Z', '2020-02-09T16:00:00Z'];
    console.log(JSON.stringify({
      zone: Intl.DateTimeFormat().resolvedOptions().timeZone,
      words: nows.map((now) => [c.dayOf(Date.parse(now)), c.spokenInstant(at, Date.parse(now)), c.spokenInstant(midnight, Date.parse(now))]),
    }));`;
  return execFileSync(process.execPath, ['-e', script], {
    env: { ...process.env, TZ: zone },
    encoding: 'utf8',
  });
}

describe('T17 the day boundary, in three processes of three zones', () => {
  const byZone = new Map<string, Answers>();
  const answers = (zone: string): Answers => {
    const found = byZone.get(zone);
    if (!found) throw new Error(`no answers of ${zone}`);
    return found;
  };

  beforeAll(async () => {
    for (const zone of ZONES) byZone.set(zone, await answersIn(zone));
  }, 180_000);

  it.each(ZONES)(
    'T17 %s: a notice until 20:00 Beijing is open one millisecond before 12:00Z',
    (zone) => {
      expect(answers(zone).before).toMatchObject({ expired: false, validUntil: CLOSES });
      expect(answers(zone).confirmBefore).toMatchObject({ ok: true, value: { how: 'self' } });
      expect(answers(zone).listedBefore).toHaveLength(1);
    },
  );

  it.each(ZONES)(
    'T17 %s: at 12:00Z it is over, for reading, confirming and the courtyard tab',
    (zone) => {
      expect(answers(zone).at).toMatchObject({ expired: true });
      expect(answers(zone).confirmAt).toMatchObject({ ok: false, code: 'NOTICE_EXPIRED' });
      expect(answers(zone).listedAt).toEqual([]);
    },
  );

  it.each(ZONES)(
    'T17 %s: people read 今天 20:00 on the day, and the message says the Beijing time',
    (zone) => {
      expect(answers(zone).until).toBe('今天 20:00');
      expect(answers(zone).messages).toMatchObject([{ time3: { value: '2020-02-09 20:00' } }]);
    },
  );

  it.each(ZONES)('T17 %s: a day of joining requests ends at midnight in Beijing', (zone) => {
    expect(answers(zone).joins).toEqual([...Array(6).fill('waiting'), 'TOO_MANY_JOINS', 'waiting']);
  });

  it('T17 the three processes give the same answers to the letter', () => {
    expect(answers('Asia/Shanghai')).toEqual(answers('UTC'));
    expect(answers('America/New_York')).toEqual(answers('UTC'));
  });

  it('T17 the phone says 今天, 明天 and 24:00 alike in the three zones', () => {
    const said = ZONES.map((zone) => JSON.parse(wordsIn(zone)) as { zone: string; words: unknown });
    expect(said.map(({ zone }) => zone)).toEqual([...ZONES]);
    for (const { words } of said) {
      expect(words).toEqual([
        ['2020-02-08', '明天 20:00', '明天 24:00'],
        ['2020-02-09', '今天 20:00', '今天 24:00'],
        ['2020-02-09', '今天 20:00', '今天 24:00'],
        ['2020-02-10', '昨天 20:00', '昨天 24:00'],
      ]);
    }
  });
});
