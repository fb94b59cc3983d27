/** The inputs several actions share. */
import * as v from 'valibot';
import { LIMITS } from '../../../miniprogram/contract/limits';
import { NOTICE_CATEGORIES } from '../../../miniprogram/contract/notice';
import { at, count, idOf, text, words } from '../../kernel/parse';

const cloudFile = v.pipe(v.string(), v.startsWith('cloud://'), v.maxLength(300));

export const forNotice = { noticeId: idOf('nt') };
export const forQuestion = { questionId: idOf('qs') };
export const version = count(10_000);
export const question = text(LIMITS.questionLength);

/** A draft may be half finished, so its words may be empty. */
export const noticeText = {
  title: words(LIMITS.titleLength),
  body: words(LIMITS.noticeLength),
  category: v.picklist(NOTICE_CATEGORIES),
  mustConfirm: v.boolean(),
  pinned: v.boolean(),
  validUntil: at,
  pictures: v.pipe(v.array(cloudFile), v.maxLength(LIMITS.pictures)),
};

export const audience = v.pipe(v.array(idOf('cy')), v.maxLength(LIMITS.listMax));
