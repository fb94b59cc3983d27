/**
 * The same everyday actions by the same people, with 1, 10 and 100 communities of 43 courtyards in the database.
 * What the local cloud counts must not grow with other people's communities. Each size is a product of its own that
 * stands at the same instant, so ids, dates and so the bytes are the same.
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { communityAt } from '../local/demo/places';
import { writeRegister } from '../local/demo/register';
import { townOf } from '../local/demo/town';
import { type Local, startLocal } from '../local/local';
import type { CourtyardId } from '../miniprogram/contract/ids';
import { at, type By, callsOf, item } from '../test/support/community';
import { type Cost, metered } from '../test/support/metered';
import type { Row } from './support/rows';

const SIZES = [1, 10, 100] as const;
const NOW = Date.parse('2020-02-03T09:00:00+08:00');
const GOAL = 1.05;

const FIGURES = {
  'database requests': ({ requests }: Cost) => requests,
  'documents examined': ({ docsExamined }: Cost) => docsExamined,
  'bytes to and from the database': ({ bytesIn, bytesOut }: Cost) => bytesIn + bytesOut,
} as const;

export async function scale(): Promise<readonly Row[]> {
  // The functions' own zone in the cloud; here they run in this process.
  process.env.TZ = 'UTC';
  const measured = new Map<number, readonly Cost[]>();
  for (const size of SIZES) measured.set(size, await costsWith(size));
  const [base = [], , largest = []] = [...measured.values()];
  return Object.entries(FIGURES).map(([what, figure]) => {
    const ratios = base.map((cost, i) => ({
      action: cost.action,
      ratio: figure(item(largest, i)) / Math.max(1, figure(cost)),
    }));
    const worst = ratios.reduce((a, b) => (b.ratio > a.ratio ? b : a));
    return {
      bench: 'scale',
      what: `${what} of ${base.length} everyday actions, ×100 communities against ×1, the most (${worst.action})`,
      figure: worst.ratio.toFixed(2),
      goal: `≤ ${GOAL}`,
      met: base.length > 0 && largest.length === base.length && worst.ratio <= GOAL,
    };
  });
}

async function costsWith(communities: number): Promise<readonly Cost[]> {
  const folder = mkdtempSync(join(tmpdir(), 'yuanba-scale-'));
  const local = await startLocal({ port: 0, folder, size: 'empty', phone: false, durable: false });
  try {
    local.clock.set({ now: NOW, running: false });
    for (let index = 0; index < communities; index += 1) {
      writeRegister(local.target, townOf(communityAt(index)), (name) => name);
    }
    return await everyday(local);
  } finally {
    await local.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

/** A day of the first community: its staff, an owner, neighbours and a newcomer. */
async function everyday(local: Local): Promise<readonly Cost[]> {
  const meter = metered(local);
  const { done } = callsOf(meter);
  const town = townOf(communityAt(0));
  const yard = item(town.neighbourhoods, 1);
  const owner = at(yard.owner);
  const staff: By = { openid: item(town.staff, 1).openid };
  const homes = [...new Map(yard.residents.map((one) => [one.home.id, one])).values()];
  const [neighbour, other] = [at(item(homes, 3)), item(homes, 4)];
  const draft = {
    title: '楼道清理',
    body: '请把楼道里的东西搬走。',
    category: 'safety',
    mustConfirm: true,
    pinned: false,
    validUntil: NOW + 3 * 86_400_000,
    pictures: [],
  } as const;
  const written = async (by: By, audience: readonly CourtyardId[], requestId: string) => {
    const { noticeId } = await done(
      'notice',
      'saveDraft',
      { ...by, requestId },
      { ...draft, audience },
    );
    await done('notice', 'publish', { ...by, requestId: `${requestId}-out` }, { noticeId });
    return noticeId;
  };
  const noticeId = await written(owner, [yard.courtyard.id], 'scale-court');
  const toAll = await written(
    staff,
    town.neighbourhoods.map((one) => one.courtyard.id),
    'scale-comm',
  );
  const act = (by: By, requestId: string): By => ({ ...by, requestId });
  await done('courtyard', 'home', neighbour, {});
  await done('notice', 'list', neighbour, { box: 'published' });
  await done('notice', 'view', neighbour, { noticeId });
  await done('notice', 'confirm', act(neighbour, 'scale-confirm'), { noticeId, version: 1 });
  await done('notice', 'confirm', act(neighbour, 'scale-all-ok'), { noticeId: toAll, version: 1 });
  await done('notice', 'ask', act(neighbour, 'scale-ask-it'), { noticeId, text: '几点来收？' });
  const byPhone = {
    noticeId,
    version: 1,
    householdId: other.home.id,
    how: 'phone',
    reached: true,
  } as const;
  await done('notice', 'recordReach', act(owner, 'scale-phone'), byPhone);
  await done('notice', 'board', owner, { noticeId });
  await done('notice', 'communityBoard', staff, { noticeId: toAll });
  await done('member', 'me', neighbour, {});
  await done('member', 'joins', owner, {});
  await done('member', 'doors', { ...owner, openid: 'o_scale_new' }, {});
  await done('directory', 'households', owner, {});
  await done('directory', 'search', neighbour, { text: '3巷' });
  await done('directory', 'overview', staff, {});
  return meter.costs;
}
