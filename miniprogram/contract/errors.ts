/**
 * Every error the product can show. Codes are wire and log vocabulary: add, never rename.
 * `{name}` in a sentence is filled from the reply's `details`.
 */
export type ErrorKind =
  | 'invalid'
  | 'denied'
  | 'missing'
  | 'conflict'
  | 'refused'
  | 'broken'
  | 'offline';

interface ErrorRow {
  readonly kind: ErrorKind;
  readonly text: string;
}

const table = <K extends string>(rows: Record<K, ErrorRow>): Readonly<Record<K, ErrorRow>> => rows;

export const ERRORS = table({
  // The call itself
  INVALID: { kind: 'invalid', text: '填的内容有问题，请检查后再试' },
  TOO_LONG: { kind: 'invalid', text: '写得太长了，最多 {max} 个字' },
  UNKNOWN_ACTION: { kind: 'invalid', text: '小程序版本太旧了，请关掉后重新打开' },
  FORGED_IDENTITY: { kind: 'denied', text: '这次操作没有通过身份检查，请重新打开小程序' },
  TOO_FAST: { kind: 'refused', text: '点得太快了，请过一会儿再试' },
  OFFLINE: { kind: 'offline', text: '网络不好，没有连上。请稍后再试' },
  INTERNAL: { kind: 'broken', text: '服务出了点问题，已经记下了。请稍后再试' },
  STALE: { kind: 'conflict', text: '刚刚有人改过，请刷新后再试' },
  BUSY: { kind: 'conflict', text: '现在人多，没排上队。请再点一次' },
  // Who may do it
  NOT_MEMBER: { kind: 'denied', text: '您还没加入这个院子，先找到您家的门牌' },
  NOT_ALLOWED: { kind: 'denied', text: '这件事要群主、院委会或社区来办' },
  NOT_FOUND: { kind: 'missing', text: '没有找到，可能已经撤下了' },
  NOT_ACTING_FOR: { kind: 'denied', text: '您还不能替这一户办事，先请他们点头' },
  // Joining and households
  AGREEMENT_NEEDED: { kind: 'refused', text: '请先看一看隐私说明，同意后再加入' },
  AGREE_AGAIN: { kind: 'refused', text: '隐私说明改过了，请先看一看，同意了再办' },
  GUARDIAN_NEEDED: { kind: 'refused', text: '未满 14 岁要由同一家的大人来加' },
  ALREADY_MEMBER: { kind: 'refused', text: '您已经是这一户的人了' },
  JOIN_WAITING: { kind: 'refused', text: '已经报过名了，等群主点头就好' },
  JOIN_CLOSED: { kind: 'refused', text: '这条申请已经处理过了' },
  TOO_MANY_JOINS: { kind: 'refused', text: '今天申请的次数太多了，请明天再来，或打社区电话' },
  TOO_MANY_HOUSEHOLDS: { kind: 'refused', text: '一个人最多加入 {max} 个院子的家' },
  CHILD_LEFT_ALONE: {
    kind: 'refused',
    text: '家里还有未满 14 岁的孩子在用，请先请另一位大人加入，或先把孩子移出',
  },
  HOUSEHOLD_FULL: { kind: 'refused', text: '这一户的人数已经到了上限' },
  INVITE_INVALID: { kind: 'refused', text: '邀请已经用过或过期了，请家里人再发一次' },
  HELPING_TOO_MANY: { kind: 'refused', text: '帮忙的人数已经到了上限，请和社区商量' },
  DOOR_TAKEN: { kind: 'refused', text: '这个门牌已经登记过了' },
  LAST_OWNER: { kind: 'refused', text: '院里不能没有群主，先把群主交给别人' },
  LAST_ADMIN: { kind: 'refused', text: '社区不能没有管理员，先请另一位来当' },
  STAFF_INVITE_INVALID: {
    kind: 'refused',
    text: '邀请已经用过或过期了，请社区管理员再发一张',
  },
  ALREADY_STAFF: { kind: 'refused', text: '您已经是社区的人了，不用再加入' },
  ROLE_NOT_YOURS_TO_GIVE: { kind: 'denied', text: '这个职务要由上一级来定' },
  // The WeChat group
  GROUP_NEEDED: { kind: 'refused', text: '请从院子的微信群里点开小程序卡片再来绑定' },
  GROUP_TAKEN: { kind: 'refused', text: '这个微信群已经绑定了别的院子' },
  NOT_IN_GROUP: { kind: 'refused', text: '您已经不在这个微信群里了' },
  // The register
  REGISTER_UNREADABLE: { kind: 'invalid', text: '这个文件打不开，请用模板里的表格（.xlsx）' },
  REGISTER_TOO_BIG: { kind: 'invalid', text: '表格太大了，一次最多 {max} 行' },
  REGISTER_HAS_ERRORS: { kind: 'refused', text: '表格里还有 {count} 处要改，改好再导入' },
  // Words and pictures
  TEXT_RISKY: { kind: 'refused', text: '这段文字没有通过微信的内容检查，请换个说法' },
  PICTURE_BAD: { kind: 'refused', text: '{of}这张图片不能用，请换一张' },
  PICTURE_TOO_BIG: { kind: 'refused', text: '这张图片太大了，请截小一点或换一张' },
  CHECK_AWAY: { kind: 'refused', text: '微信的内容检查暂时连不上，请过一会儿再改' },
  // Notices
  NOTICE_EXPIRED: { kind: 'refused', text: '这条通知已经过了有效时间' },
  NOTICE_WITHDRAWN: { kind: 'refused', text: '这条通知已经撤回了' },
  NOTICE_CHANGED: { kind: 'conflict', text: '这条通知刚刚改过，请看一看新的内容' },
  NOTICE_NOT_DRAFT: { kind: 'refused', text: '这条通知已经发出去了' },
  NOTICE_NOT_READY: { kind: 'invalid', text: '还差 {field} 没有填好' },
  UNTIL_IN_PAST: { kind: 'invalid', text: '有效时间要晚于现在' },
  QUESTIONS_FULL: { kind: 'refused', text: '这条通知下面的提问已经很多了，请打社区电话问' },
  NO_CONFIRM_NEEDED: { kind: 'refused', text: '这条通知不用回复' },
  // The duty roster and its key
  ROSTER_NOT_RUNNING: { kind: 'refused', text: '院里还没有排值守' },
  ROSTER_NO_DRAFT: { kind: 'refused', text: '还没有写好新的排班，先改一改再发布' },
  TURN_OVER: { kind: 'refused', text: '这一班已经过去或改过了，请刷新后再看' },
  TURN_NOT_YOURS: { kind: 'denied', text: '这一班不是您家的' },
  TURN_YOURS: { kind: 'refused', text: '这一班本来就是您家的' },
  SWAP_OPEN: { kind: 'refused', text: '这一班已经在找人换了' },
  SWAP_CLOSED: { kind: 'refused', text: '这次换班已经有人应了或取消了' },
  NO_MAKE_UP: { kind: 'refused', text: '这一班没有要补的' },
  KEY_HELD_ALREADY: { kind: 'refused', text: '钥匙已经在这一家手里了' },
  KEY_CODE_WRONG: { kind: 'refused', text: '交接码不对，请再听一遍，还可以试 {left} 次' },
  KEY_CODE_LOCKED: {
    kind: 'refused',
    text: '交接码输错太多次了，请交出的人点“交出去了”，或请院委会登记',
  },
  KEY_LOST: { kind: 'refused', text: '这把钥匙报了丢失，请先联系院委会' },
  KEY_NOT_DUE: { kind: 'refused', text: '还没到交钥匙的时候' },
  KEY_NOT_YOURS: { kind: 'denied', text: '钥匙不在您家手里，也不是交给您家' },
  KEY_NOT_LOST: { kind: 'refused', text: '这把钥匙没有报丢失' },
  KEYS_ENOUGH: { kind: 'refused', text: '一个门最多 {max} 把备用钥匙，先停用一把再加' },
  KEY_NOT_SPARE: { kind: 'refused', text: '这是跟着值守走的钥匙，不能停用' },
  KEY_STILL_OUT: { kind: 'refused', text: '钥匙还在住户手里，先收回院委会再停用' },
  GATE_OPEN: { kind: 'refused', text: '现在大门有人值守，直接进出就行，不用登记' },
  NIGHT_OFTEN: { kind: 'refused', text: '您家今晚已经登记过 {max} 次了，有急事请打社区电话' },
  PAPER_ROW_UNKNOWN: { kind: 'invalid', text: '第 {row} 行在这个月的表上找不到，请核对行号' },
  PAPER_ROW_AHEAD: { kind: 'invalid', text: '第 {row} 行还没到时候，等那天过了再登记' },
  PAPER_ROW_OLD: { kind: 'invalid', text: '第 {row} 行太久了，只能补登 {max} 天以内的' },
  PAPER_ROW_TWICE: { kind: 'invalid', text: '第 {row} 行写了两遍，请留一个' },
  PAPER_NO_UNKNOWN: { kind: 'invalid', text: '第 {row} 行的 {no} 号，表上没有这一家' },
  PAPER_CLASH: { kind: 'invalid', text: '第 {row} 行：{no} 号同一时间还在另一个岗，请核对' },
  // Buying together: ordering
  SALE_CLOSED: { kind: 'refused', text: '已经截单了，不能再改' },
  SALE_NOT_OPEN: { kind: 'refused', text: '还没开始接龙，请到时候再来' },
  SALE_SOLD_OUT: { kind: 'refused', text: '来晚了一步，已经订完了' },
  SALE_SHORT: { kind: 'refused', text: '剩下的不够了，还可以订 {left} 份' },
  SALE_CAP: { kind: 'refused', text: '每家最多 {max} 份，还可以订 {left} 份' },
  SALE_YARD_FULL: { kind: 'refused', text: '这个院子的名额不够了，还可以要 {left} 份' },
  SALE_TOO_FEW: { kind: 'refused', text: '没有订这么多，减不了' },
  SALE_EDITS_FULL: { kind: 'refused', text: '改的次数太多了，请找开团的人帮忙改' },
  // Buying together: the round
  ROUND_NOT_DRAFT: { kind: 'refused', text: '已经开团了，不能再改；要改请先取消，再照样开一个' },
  ROUND_NOT_READY: { kind: 'invalid', text: '还差 {field} 没有填好' },
  ROUND_NOT_OPEN: { kind: 'refused', text: '这一团现在不能这样做，请刷新后再看' },
  ROUND_CANCELLED: { kind: 'refused', text: '这一团已经取消了' },
  ROUND_SETTLED: { kind: 'refused', text: '这一团已经结算了' },
  PICKING_FULL: { kind: 'refused', text: '采摘的人已经够了，谢谢您' },
  PASTE_SHORT: { kind: 'refused', text: '接龙里订的比剩下的多，请先核对：还剩 {left} 份' },
  // Buying together: the door and its money
  DOOR_DONE: { kind: 'refused', text: '这一家已经送过了，要改请点“更正”' },
  DOOR_TOO_MANY: { kind: 'refused', text: '送出的份数和单子对不上，请看清楚再点' },
  DOOR_NOT_VISITED: { kind: 'refused', text: '这一家还没送过，不用更正' },
  HANDIN_NOTHING: { kind: 'refused', text: '手里没有要交的钱' },
  HANDIN_UNEXPLAINED: { kind: 'invalid', text: '点出来的钱和应交的不一样，请写一下原因' },
  SETTLEMENT_NOT_READY: { kind: 'refused', text: '还不能结算：{count} 处对不上，请先看一看' },
  SETTLEMENT_CHANGED: { kind: 'conflict', text: '数目刚刚变了，请重新核对再签' },
  SETTLEMENT_SAME_PERSON: { kind: 'denied', text: '结算要两个人签，请另一位来签' },
  // Adopting flowers
  ADOPT_CLOSED: { kind: 'refused', text: '认领已经结束了，不能再改' },
  ADOPT_NOT_OPEN: { kind: 'refused', text: '还没开始认领，请到时候再来' },
  ADOPT_SOLD_OUT: { kind: 'refused', text: '来晚了一步，这种花已经认领完了' },
  ADOPT_SHORT: { kind: 'refused', text: '这种花不够了，还可认领 {left} 盆' },
  ADOPT_CAP: { kind: 'refused', text: '最多认领 {max} 盆，还可认领 {left} 盆' },
  ADOPT_YARD_FULL: { kind: 'refused', text: '您院里的名额不够了，还可认领 {left} 盆' },
  ADOPT_TOO_FEW: { kind: 'refused', text: '没有认领这么多，减不了' },
  ADOPT_EDITS_FULL: { kind: 'refused', text: '改的次数太多了，请社区帮忙改' },
  WAIT_NOT_NEEDED: { kind: 'refused', text: '现在还有花，直接认领就好' },
  WAIT_TOO_MANY: { kind: 'refused', text: '最多认领 {max} 盆，还可候补 {left} 盆' },
  WAIT_ALREADY: { kind: 'refused', text: '您家已经在候补了' },
  WAIT_NOT_THERE: { kind: 'refused', text: '您家没有在候补' },
  CAMPAIGN_NOT_DRAFT: { kind: 'refused', text: '已经发布了，不能再改' },
  CAMPAIGN_NOT_READY: { kind: 'invalid', text: '还差 {field} 没有填好' },
  CAMPAIGN_NOT_OPEN: { kind: 'refused', text: '现在不能这样做，请刷新后再看' },
  CAMPAIGN_CANCELLED: { kind: 'refused', text: '这次认领已经取消了' },
  CAMPAIGN_NOT_OVER: { kind: 'refused', text: '还有 {count} 家没送完，或者钱还在志愿者手里' },
  COLLECT_LATER: { kind: 'refused', text: '还没到最后领花的时间，先给人家留着' },
  // Pots: names, diaries, gifts
  POT_CODE_WRONG: { kind: 'refused', text: '这个号码不对，请照标签再看一遍' },
  POT_NAME_FROZEN: { kind: 'refused', text: '正在评比，名字先不改，等结果出来再改' },
  POT_NAMED_OFTEN: { kind: 'refused', text: '名字改的次数太多了，最多 {max} 次' },
  POT_NOT_THERE: { kind: 'refused', text: '这盆花还没送到您家，拿到手再送人' },
  GIFT_OPEN: { kind: 'refused', text: '这盆花已经说要送人了，先等邻居回话或收回' },
  GIFT_CLOSED: { kind: 'refused', text: '这次送花已经有了结果，请刷新后再看' },
  GIFT_TO_SELF: { kind: 'refused', text: '这盆花本来就在您家' },
  // The micro-fund
  CASH_SHORT: { kind: 'refused', text: '现金箱里只有 {have}，不够这一笔' },
  BANK_SHORT: { kind: 'refused', text: '银行存折里只有 {have}，不够这一笔' },
  MORE_THAN_OWED: { kind: 'refused', text: '“{what}”只有 {have}，这一笔多了' },
  SAME_SIGNER: { kind: 'refused', text: '要另一个人来签：自己填的单子，自己不能签' },
  VOUCHER_CLOSED: { kind: 'refused', text: '这张单子刚刚已经办完了，请刷新后再看' },
  OPENING_DONE: { kind: 'refused', text: '期初结余已经记过了，要改请先冲正' },
  REVERSED_ALREADY: { kind: 'refused', text: '这一笔已经冲正过了' },
  REVERSED_IN_PART: {
    kind: 'refused',
    text: '交款和结算不能整笔作废，数目不对请用“更正”改差的那一点',
  },
  SETTLED_AT_DOOR: {
    kind: 'refused',
    text: '这一团还没结清，要收要退，在送货清单里点开那一家改',
  },
  DOOR_SETTLED: {
    kind: 'refused',
    text: '结清以后这一家退过款或收过欠款，门口不能再改，请财务填单子',
  },
  NOT_REVERSIBLE: { kind: 'refused', text: '冲正的那一笔不能再冲正，请重新填一张单子' },
  EVIDENCE_NEEDED: { kind: 'refused', text: '支出要附一张凭据的照片：收据、发票或买到的东西' },
  // Contests
  CONTEST_NOT_DRAFT: { kind: 'refused', text: '已经发布了，不能再改；要改请先取消，再发一个' },
  CONTEST_NOT_READY: { kind: 'invalid', text: '还差 {field} 没有填好' },
  CONTEST_NOT_OPEN: { kind: 'refused', text: '还没开始报名，请到时候再来' },
  CONTEST_CLOSED: { kind: 'refused', text: '报名已经截止了，不能再改' },
  CONTEST_OVER: { kind: 'refused', text: '已经评完了，不能取消' },
  ENTRY_NOT_READY: { kind: 'invalid', text: '还差 {field}，加上就能报名' },
  ENTRY_THERE: { kind: 'refused', text: '已经报过名了，要换请点“修改”' },
  GUARDIAN_YES_NEEDED: {
    kind: 'refused',
    text: '有孩子的脸，或者是未满 14 岁的孩子做的，请先问过家长，勾上“家长同意”',
  },
  VIDEO_BAD: { kind: 'refused', text: '这段视频不能用，请换一段' },
  VIDEO_TOO_BIG: { kind: 'refused', text: '这段视频太大了，请拍短一点再试' },
  JUDGING_NOT_OPEN: { kind: 'refused', text: '还没到评选的时候' },
  JUDGING_OVER: { kind: 'refused', text: '评选已经结束了，不能再改' },
  JUDGE_OWN: { kind: 'denied', text: '这是自家或自己帮忙的作品，要由别人来评' },
  VOTE_OWN: { kind: 'refused', text: '不能投给自己家，请投给邻居' },
  CHANGES_FULL: { kind: 'refused', text: '改的次数太多了，以最后一次为准' },
  RESULT_NOT_READY: { kind: 'refused', text: '还没评完，结果要等评选截止后才能看' },
  RESULT_SAID: { kind: 'refused', text: '结果已经公布了' },
  RESULT_WRONG: { kind: 'invalid', text: '获奖的和评出来的对不上，请重新选一选' },
  PRIZE_DELIVERED: { kind: 'refused', text: '这一份已经送到了' },
  // Me
  ERASE_NOT_CONFIRMED: { kind: 'refused', text: '删除前请照样写下“删除”两个字' },
});

export type ErrorCode = keyof typeof ERRORS;

/** The sentence a person reads, with the details filled in. */
export function sentenceOf(
  code: ErrorCode,
  details: Readonly<Record<string, string | number | boolean>> = {},
): string {
  return ERRORS[code].text.replace(/\{(\w+)\}/g, (_, name: string) => String(details[name] ?? ''));
}
