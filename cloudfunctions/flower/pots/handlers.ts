/** The acts and questions of pots, as the flower function serves them. */
import { handInPicture } from '../../kernel/hand-in-picture';
import { answerGift, offerGift, withdrawGift } from './actions/gifts';
import { labels, myFlowers, passport, potCode } from './actions/looking';
import { endWish, flowerSettings, remind, ties, wish, wishes } from './actions/people';
import { eraseDiary, namePot, writeDiary } from './actions/writing';

export const potHandlers = {
  myFlowers,
  passport,
  namePot,
  addPotPhoto: handInPicture,
  writeDiary,
  eraseDiary,
  labels,
  potCode,
  offerGift,
  answerGift,
  withdrawGift,
  flowerSettings,
  remind,
  wish,
  endWish,
  wishes,
  ties,
};
