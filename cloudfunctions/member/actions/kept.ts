import type { KeptView, member } from '../../../miniprogram/contract/member';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { gather, type OwnData, ownPeople, ownPhones } from '../own-data';

type Kept = (typeof member)['actions']['kept'];
type Row = KeptView['kept'][number];

/** What is stored about the caller, in words. Somebody who never joined has nothing stored. */
export const kept: HandlerOf<Kept> = {
  input: schemaOf<InputOf<Kept>>()(nothing),

  async run({ caller, store }) {
    if (!caller.member) return { kept: [] };
    return { kept: rowsOf(await gather(store, caller)) };
  },
};

const UNTIL_ERASED = '您注销或退出这一户时删除';

function rowsOf(data: OwnData): readonly Row[] {
  const { member, account, questions, duty, vouchers } = data;
  const row = (what: string, why: string, until: string, count: number): Row => ({
    what,
    why,
    until,
    count,
  });
  const credits = Object.values(account?.credits ?? {}).reduce((sum, one) => sum + one, 0);
  const asked = member.waiting.length + (member.answered?.length ?? 0);
  const rows = [
    row('微信给的编号', '认出是您本人，给您发您要的提醒', '您注销时删除', account ? 1 : 0),
    row('您的称呼', '邻居知道怎么叫您', '您注销时删除', 1),
    row('您同意隐私说明的记录', '证明您看过并同意', '您注销时删除', member.agreed ? 1 : 0),
    row('您家的门牌', '知道您是哪一户', UNTIL_ERASED, member.households.length),
    row('登记册上您的称呼和年龄段', '有急事时先找老人和孩子', UNTIL_ERASED, ownPeople(data).length),
    row('您的电话', '没有微信时能打电话告诉您', UNTIL_ERASED, ownPhones(data).length),
    row('您帮谁代办', '知道谁可以替谁办事', '任何一方结束时删除', member.actingFor.length),
    row('您的职务', '知道您可以办哪些事', '到期、卸任或注销时删除', member.roles.length),
    row('您的加入申请', '群主知道是谁要加入', '只留最近 12 次，您注销时删除', asked),
    row(
      '打开过的微信群的编号',
      '下次从群里进来直接到您的院子',
      '您注销时删除',
      Object.keys(member.groups).length,
    ),
    row('还可以给您发几条提醒', '一次允许只发一条', '您注销时删除', credits),
    row('您在通知下面的提问', '请人回答您', '您注销时删除', questions.length),
    row('您写的来不了的原因', '只给您自己看', '30 天后或您退出这一户时删除', duty.reasons.length),
    row('您答过的关怀卡', '知道邻居好不好', '180 天后删除', duty.care.length),
    row('您写的值守时谁在门口', '家里人换着来', '30 天后或您注销时删除', duty.came.length),
    row('您写的门口记事', '下一家知道门口的事', '180 天后或您注销时删除', duty.lines.length),
    row('您填过的微基金单子', '账要一直能查', '和账一起留着，上面只有编号', vouchers.length),
  ];
  return rows.filter(({ count }) => count > 0);
}
