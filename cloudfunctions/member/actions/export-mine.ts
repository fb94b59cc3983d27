import { dayOf, timeOf } from '../../../miniprogram/contract/calendar';
import { AGE_BAND_NAMES, type member } from '../../../miniprogram/contract/member';
import { yuanText } from '../../../miniprogram/contract/money';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { ROLE_NAMES } from '../../../miniprogram/contract/roles';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { gather, type OwnData, ownPeople, ownPhones } from '../own-data';

type ExportMine = (typeof member)['actions']['exportMine'];

/** The caller's own data as a file other programs can read, with words people can. */
export const exportMine: HandlerOf<ExportMine> = {
  input: schemaOf<InputOf<ExportMine>>()(nothing),

  async run({ caller, store, now }) {
    const own = caller.member ? wordsOf(await gather(store, caller), caller.openid) : {};
    return { json: JSON.stringify({ 导出时间: time(now), ...own }, null, 2) };
  },
};

const time = (at: number): string => `${dayOf(at)} ${timeOf(at)}`;

const wordsOf = (data: OwnData, openid: string) => ({
  编号: data.member._id,
  微信编号: openid,
  称呼: data.member.name,
  加入时间: time(data.member.createdAt),
  ...(data.member.agreed
    ? { 同意隐私说明: `第 ${data.member.agreed.version} 版，${time(data.member.agreed.at)}` }
    : {}),
  我家: data.member.households.map(({ householdId, label, since }) => ({
    编号: householdId,
    门牌: label,
    加入时间: time(since),
  })),
  登记册: ownPeople(data).map(({ householdId, name, ageBand, phoneOnly }) => ({
    户: householdId,
    称呼: name,
    年龄段: AGE_BAND_NAMES[ageBand],
    只用老年机: phoneOnly ? '是' : '否',
  })),
  电话: ownPhones(data),
  我帮谁代办: data.member.actingFor.map(({ householdId, label, personName, status, since }) => ({
    户: householdId,
    门牌: label,
    帮谁: personName,
    状态: status === 'active' ? '已同意' : '等同意',
    时间: time(since),
  })),
  职务: data.member.roles.map(({ role, scope, from, until }) => ({
    职务: ROLE_NAMES[role],
    地方: scope,
    开始: time(from),
    ...(until === undefined ? {} : { 结束: time(until) }),
  })),
  等待中的申请: data.member.waiting.map(({ label, since }) => ({ 门牌: label, 时间: time(since) })),
  处理过的申请: (data.member.answered ?? []).map(({ householdId, outcome, at }) => ({
    户: householdId,
    结果: OUTCOMES[outcome],
    时间: time(at),
  })),
  打开过的微信群: Object.keys(data.member.groups),
  消息额度: data.account?.credits ?? {},
  我的提问: data.questions.map(({ text, at, answer }) => ({
    问: text,
    时间: time(at),
    ...(answer === undefined ? {} : { 答: answer }),
  })),
  来不了的原因: data.duty.reasons.map(({ from, until, reason, at }) => ({
    从: from,
    到: until,
    原因: reason,
    时间: time(at),
  })),
  关怀卡: data.duty.care.map(({ outcome, at }) => ({ 我答: outcome, 时间: time(at) })),
  值守时谁在门口: data.duty.came.map(({ day, names }) => ({ 日子: day, 是谁: names })),
  门口记事: data.duty.lines.map(({ kind, text, at }) => ({
    事情: kind === 'night' ? '夜里开门' : '留言',
    内容: text,
    时间: time(at),
  })),
  微基金单子: data.vouchers.map(({ title, fen, words, at }) => ({
    事项: title,
    金额: yuanText(fen),
    说明: words,
    时间: time(at),
  })),
  我家的团购: data.buying.orders.map(({ householdId, saleId, units, paid, at }) => ({
    户: householdId,
    团购: saleId,
    份数: units,
    已付: paid,
    时间: time(at),
  })),
  我交的款: data.buying.handIns.map(({ counted, explanation, at }) => ({
    金额: counted,
    ...(explanation === '' ? {} : { 说明: explanation }),
    时间: time(at),
  })),
  我起的花名: data.flowers.names.map(({ code, name, at }) => ({
    花的号码: code,
    名字: name,
    时间: time(at),
  })),
  我写的养花日记: data.flowers.diary.map(({ code, words, photos, at }) => ({
    花的号码: code,
    内容: words,
    照片: photos,
    时间: time(at),
  })),
  我写的送花卡片: data.flowers.cards.map(({ card, at }) => ({ 内容: card, 时间: time(at) })),
  我报名的比赛: data.contests.entries.map(({ entryId, name, words, hands, at }) => ({
    编号: entryId,
    ...(name === '' ? {} : { 花名: name }),
    ...(words === '' ? {} : { 介绍: words }),
    ...(hands === '' ? {} : { 动手的人: hands }),
    时间: time(at),
  })),
  我家投的票: data.contests.ballots.map(({ entryId, at }) => ({ 投给: entryId, 时间: time(at) })),
  我打的分: data.contests.scores.map(({ entryId, points, at }) => ({
    作品: entryId,
    分数: points,
    时间: time(at),
  })),
  院里问过我的事: data.contests.talents.map(({ kind, agreed }) => ({
    事情: kind,
    我答: agreed ? '愿意' : '还没答',
  })),
  花的提醒和心愿: data.flowers.wishes.map(({ birthday, everyDays }) => ({
    ...(birthday === undefined ? {} : { 心愿: birthday }),
    ...(everyDays === undefined ? {} : { 浇水提醒: `每 ${everyDays} 天` }),
  })),
  我写的余花加领原因: data.giving.reasons.map(({ reason, at }) => ({
    原因: reason,
    时间: time(at),
  })),
  报名采摘: data.buying.pickings.map(({ title }) => title),
});

const OUTCOMES = {
  accepted: '已加入',
  declined: '没有通过',
  withdrawn: '自己撤回',
  left: '已退出',
} as const;
