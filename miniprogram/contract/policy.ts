/**
 * Who may do what: action × role → how far. Default deny: a role that is not named may not.
 * The type demands a row for every action of every contract, so an action without one does not compile.
 *
 * How far: `own` the caller's own household or self, `courtyard` the courtyard of the role or household,
 * `community` the whole community, `any` also without having joined.
 */
import { contest } from './contest';
import { courtyard } from './courtyard';
import { directory } from './directory';
import { flower } from './flower';
import { fund } from './fund';
import { groupbuy } from './groupbuy';
import { member } from './member';
import { notice } from './notice';
import { report } from './report';
import type { Role } from './roles';
import { roster } from './roster';

export const REACHES = ['own', 'courtyard', 'community', 'any'] as const;
export type HowFar = (typeof REACHES)[number];
export type Rule = Readonly<Partial<Record<Role, HowFar>>>;

export const CONTRACTS = {
  contest,
  courtyard,
  directory,
  flower,
  fund,
  groupbuy,
  member,
  notice,
  report,
  roster,
} as const;
export type FunctionName = keyof typeof CONTRACTS;
export type ActionName<F extends FunctionName> = keyof (typeof CONTRACTS)[F]['actions'] & string;

type Policy = { readonly [F in FunctionName]: { readonly [A in ActionName<F>]: Rule } };

const EVERYBODY: Rule = {
  stranger: 'any',
  resident: 'any',
  helper: 'any',
  staff: 'any',
  admin: 'any',
  owner: 'any',
  deputy: 'any',
  committee: 'any',
  volunteer: 'any',
  treasurer: 'any',
};
const STAFF: Rule = { staff: 'community', admin: 'community' };
const ADMIN: Rule = { admin: 'community' };
const OWN: Rule = { resident: 'own' };
/** For a household: one of its own, or who acts for it. */
const HOUSEHOLD: Rule = { resident: 'own', helper: 'own' };
const ONESELF: Rule = {
  resident: 'own',
  helper: 'own',
  owner: 'own',
  deputy: 'own',
  committee: 'own',
  volunteer: 'own',
  treasurer: 'own',
  staff: 'own',
  admin: 'own',
};
/** About oneself, also while one only waits to join. */
const ANYBODY_SELF: Rule = { ...ONESELF, stranger: 'any' };
const OWNER: Rule = { owner: 'courtyard', ...STAFF };
const OWNERS: Rule = { owner: 'courtyard', deputy: 'courtyard', ...STAFF };
const KEEPERS: Rule = { ...OWNERS, committee: 'courtyard' };
/** For a household: by one of it, by who helps it, or by keepers. */
const FOR_HOUSEHOLD: Rule = { ...HOUSEHOLD, ...KEEPERS };
/** Those who may be asked to give points; who is, the panel of a place says. */
const JUDGES: Rule = { committee: 'courtyard', ...STAFF };
/** Those who go to the doors and make the calls. */
const REACHERS: Rule = { ...KEEPERS, volunteer: 'courtyard' };
/** Those who keep the community's money. */
const TREASURERS: Rule = { treasurer: 'community', ...STAFF };
/** Those who may ask for money to be spent. */
const ASKERS: Rule = { ...KEEPERS, ...TREASURERS };
/** Those who reckon up what was sold; a second one of those who keep the money signs. */
const SETTLERS: Rule = { ...REACHERS, ...TREASURERS };
const NEIGHBOURS: Rule = { resident: 'courtyard', helper: 'courtyard', ...REACHERS };

export const POLICY: Policy = {
  contest: {
    list: NEIGHBOURS,
    contest: NEIGHBOURS,
    pots: HOUSEHOLD,
    wall: NEIGHBOURS,
    entry: NEIGHBOURS,
    saveContest: KEEPERS,
    openContest: KEEPERS,
    cancelContest: KEEPERS,
    addPicture: HOUSEHOLD,
    addVideo: HOUSEHOLD,
    enter: HOUSEHOLD,
    changeEntry: HOUSEHOLD,
    withdrawEntry: HOUSEHOLD,
    agreeEntry: OWN,
    waitingVideos: KEEPERS,
    lookAtVideo: KEEPERS,
    askedToJudge: JUDGES,
    judging: JUDGES,
    score: JUDGES,
    vote: HOUSEHOLD,
    tally: KEEPERS,
    announce: KEEPERS,
    results: NEIGHBOURS,
    prizes: REACHERS,
    stepPrizes: KEEPERS,
    deliverPrize: REACHERS,
    remakePrize: KEEPERS,
    howTos: NEIGHBOURS,
    suggestTalent: KEEPERS,
    myTalents: ONESELF,
    answerTalent: ONESELF,
    talents: KEEPERS,
    report: STAFF,
  },
  courtyard: {
    home: EVERYBODY,
    bindGroup: OWNER,
    unbindGroup: OWNER,
    roles: KEEPERS,
    grantRole: OWNERS,
    endRole: OWNERS,
    handOver: OWNER,
    poster: KEEPERS,
    saveGate: KEEPERS,
    staff: ADMIN,
    inviteStaff: ADMIN,
    cancelStaffInvite: ADMIN,
    acceptStaffInvite: EVERYBODY,
    saveCommunity: ADMIN,
  },
  directory: {
    overview: STAFF,
    search: EVERYBODY,
    households: REACHERS,
    household: KEEPERS,
    addHousehold: KEEPERS,
    correctHousehold: KEEPERS,
    mergeHouseholds: STAFF,
    splitHousehold: STAFF,
    archiveHousehold: STAFF,
    registerTemplate: STAFF,
    checkRegister: ADMIN,
    importRegister: ADMIN,
    saveCourtyard: STAFF,
  },
  flower: {
    list: NEIGHBOURS,
    campaign: NEIGHBOURS,
    working: STAFF,
    simulate: STAFF,
    saveCampaign: STAFF,
    addPicture: STAFF,
    openCampaign: STAFF,
    adopt: HOUSEHOLD,
    adoptFor: REACHERS,
    joinWait: HOUSEHOLD,
    leaveWait: HOUSEHOLD,
    extendCampaign: STAFF,
    callOff: STAFF,
    changeDelivery: STAFF,
    manage: SETTLERS,
    giveLeftover: KEEPERS,
    leftovers: KEEPERS,
    door: REACHERS,
    deliver: REACHERS,
    correctDoor: REACHERS,
    handIns: REACHERS,
    handIn: REACHERS,
    reoffer: STAFF,
    finish: STAFF,
    myFlowers: HOUSEHOLD,
    passport: NEIGHBOURS,
    // Whoever works in a courtyard writes for its public corner.
    namePot: { ...HOUSEHOLD, ...REACHERS },
    addPotPhoto: { ...HOUSEHOLD, ...REACHERS },
    writeDiary: { ...HOUSEHOLD, ...REACHERS },
    eraseDiary: { ...HOUSEHOLD, ...REACHERS },
    labels: KEEPERS,
    potCode: KEEPERS,
    offerGift: HOUSEHOLD,
    answerGift: HOUSEHOLD,
    withdrawGift: HOUSEHOLD,
    flowerSettings: HOUSEHOLD,
    remind: HOUSEHOLD,
    wish: HOUSEHOLD,
    endWish: HOUSEHOLD,
    wishes: { resident: 'courtyard', helper: 'courtyard' },
    ties: NEIGHBOURS,
  },
  fund: {
    overview: EVERYBODY,
    journals: EVERYBODY,
    journal: EVERYBODY,
    statement: EVERYBODY,
    statementFile: EVERYBODY,
    audit: EVERYBODY,
    vouchers: ASKERS,
    voucher: ASKERS,
    propose: ASKERS,
    sign: TREASURERS,
    decline: TREASURERS,
    withdrawVoucher: ASKERS,
    addEvidence: ASKERS,
  },
  groupbuy: {
    list: NEIGHBOURS,
    round: NEIGHBOURS,
    myOrders: HOUSEHOLD,
    working: SETTLERS,
    manage: REACHERS,
    copyLast: REACHERS,
    addPicture: REACHERS,
    saveRound: REACHERS,
    openRound: REACHERS,
    extendRound: REACHERS,
    cancelRound: REACHERS,
    order: HOUSEHOLD,
    orderFor: REACHERS,
    parsePaste: REACHERS,
    applyPaste: REACHERS,
    pasteOut: REACHERS,
    totals: REACHERS,
    totalsText: REACHERS,
    totalsFile: REACHERS,
    joinPicking: NEIGHBOURS,
    pick: REACHERS,
    shortage: REACHERS,
    applyShortage: REACHERS,
    loading: REACHERS,
    arrived: REACHERS,
    changeDelivery: REACHERS,
    door: REACHERS,
    deliver: REACHERS,
    correctDoor: REACHERS,
    handIns: REACHERS,
    handIn: REACHERS,
    settlement: SETTLERS,
    prepareSettlement: SETTLERS,
    signSettlement: TREASURERS,
    suppliers: SETTLERS,
    saveSupplier: REACHERS,
    thankSupplier: REACHERS,
  },
  member: {
    doors: EVERYBODY,
    join: EVERYBODY,
    agree: ANYBODY_SELF,
    withdrawJoin: ANYBODY_SELF,
    joins: KEEPERS,
    answerJoin: KEEPERS,
    invite: OWN,
    // A replay comes from somebody who does not live here any more.
    moveOut: ANYBODY_SELF,
    me: ANYBODY_SELF,
    rename: ONESELF,
    setShown: OWN,
    setAway: { ...OWN, ...KEEPERS },
    savePerson: { ...OWN, ...KEEPERS },
    removePerson: { ...OWN, ...KEEPERS },
    askToHelp: NEIGHBOURS,
    answerHelper: { ...OWN, ...KEEPERS },
    endHelping: { ...OWN, helper: 'courtyard', ...KEEPERS },
    helperRequests: { ...OWN, ...KEEPERS },
    addCredit: ANYBODY_SELF,
    kept: ANYBODY_SELF,
    exportMine: ANYBODY_SELF,
    erase: ANYBODY_SELF,
  },
  notice: {
    list: NEIGHBOURS,
    view: NEIGHBOURS,
    saveDraft: KEEPERS,
    publish: KEEPERS,
    revise: KEEPERS,
    release: OWNERS,
    withdraw: KEEPERS,
    discardDraft: KEEPERS,
    confirm: { resident: 'own', helper: 'own' },
    board: REACHERS,
    communityBoard: STAFF,
    recordReach: REACHERS,
    phoneOf: REACHERS,
    ask: { resident: 'own', helper: 'own' },
    answer: KEEPERS,
    hideQuestion: KEEPERS,
    reportQuestion: NEIGHBOURS,
    addPicture: KEEPERS,
  },
  report: {
    month: STAFF,
    monthFile: STAFF,
  },
  roster: {
    rules: KEEPERS,
    simulate: KEEPERS,
    saveRules: KEEPERS,
    publish: KEEPERS,
    today: NEIGHBOURS,
    month: NEIGHBOURS,
    mine: FOR_HOUSEHOLD,
    cannotCome: FOR_HOUSEHOLD,
    takeOver: FOR_HOUSEHOLD,
    askSwap: FOR_HOUSEHOLD,
    answerSwap: FOR_HOUSEHOLD,
    endSwap: FOR_HOUSEHOLD,
    offerStandIn: HOUSEHOLD,
    absence: FOR_HOUSEHOLD,
    comeBack: FOR_HOUSEHOLD,
    declineMakeUp: FOR_HOUSEHOLD,
    seen: HOUSEHOLD,
    readBriefing: HOUSEHOLD,
    endNote: HOUSEHOLD,
    whoCame: HOUSEHOLD,
    openAtNight: FOR_HOUSEHOLD,
    journal: KEEPERS,
    sheet: NEIGHBOURS,
    sheetFile: KEEPERS,
    enterPaper: KEEPERS,
    giveKey: FOR_HOUSEHOLD,
    takeKey: FOR_HOUSEHOLD,
    recordKey: FOR_HOUSEHOLD,
    passOn: FOR_HOUSEHOLD,
    loseKey: FOR_HOUSEHOLD,
    replaceKey: KEEPERS,
    keyHistory: KEEPERS,
    addKey: KEEPERS,
    retireKey: KEEPERS,
    careCards: { ...HOUSEHOLD, ...STAFF },
    answerCare: HOUSEHOLD,
    pause: KEEPERS,
    standDown: KEEPERS,
    signUpCleanUp: FOR_HOUSEHOLD,
  },
};
