import * as decide from '../../cloudfunctions/notice/notice';
import { codeOf, draftDoc, NOW, outDoc, UNTIL } from './samples';

const act = (what: string, requestId: string, now = NOW) => ({
  what,
  by: 'mb_owner' as const,
  requestId,
  print: what,
  now,
});

describe('publishing', () => {
  it('makes a checked draft a notice from this instant on', () => {
    const out = decide.publish(draftDoc(), { checked: true, now: NOW });
    expect(out).toMatchObject({ status: 'published', publishedAt: NOW, spreadPending: true });
    expect(out.recheckAt).toBeUndefined();
  });

  it('lets a draft wait while nobody could check it', () => {
    const waiting = decide.publish(draftDoc(), { checked: false, now: NOW });
    expect(waiting).toMatchObject({ status: 'checking', spreadPending: false, publishedAt: 0 });
    expect(waiting.recheckAt).toBeGreaterThan(NOW);
  });

  it.each([
    ['without a title', { title: ' ' }, 'NOTICE_NOT_READY'],
    ['without words', { body: '\n' }, 'NOTICE_NOT_READY'],
    ['for nobody', { audience: [] }, 'NOTICE_NOT_READY'],
    ['that ends at this instant', { validUntil: NOW }, 'UNTIL_IN_PAST'],
    ['that is out', { status: 'published' as const }, 'NOTICE_NOT_DRAFT'],
    ['that was withdrawn', { status: 'withdrawn' as const }, 'NOTICE_NOT_DRAFT'],
  ])('refuses a draft %s', (_, wrong, code) => {
    const work = () => decide.publish(draftDoc(wrong), { checked: true, now: NOW });
    expect(codeOf(work)).toBe(code);
  });

  it('takes one that ends a millisecond later', () => {
    const draft = draftDoc({ validUntil: NOW + 1 });
    expect(codeOf(() => decide.publish(draft, { checked: true, now: NOW }))).toBe('OK');
  });
});

describe('a next version', () => {
  const text = { ...decide.textOf(outDoc()), title: '改到后天' };

  it('keeps what people have read, word for word', () => {
    const next = decide.revise(outDoc(), text, { checked: true, now: NOW + 5 });
    expect(next).toMatchObject({ version: 2, title: '改到后天', publishedAt: NOW + 5 });
    expect(next.versions).toEqual([{ ...decide.textOf(outDoc()), version: 1, publishedAt: NOW }]);
    const third = decide.revise(next, text, { checked: true, now: NOW + 6 });
    expect(third.versions.map(({ version }) => version)).toEqual([1, 2]);
  });

  it('waits beside the version that is out, and replaces it when it is let out', () => {
    const waiting = decide.revise(outDoc(), text, { checked: false, now: NOW });
    expect(waiting).toMatchObject({ status: 'published', title: '明天停水', version: 1 });
    expect(decide.stateOf(waiting)).toMatchObject({ status: 'checking', version: 1 });
    const out = decide.release(waiting, NOW + 9);
    expect(out).toMatchObject({ title: '改到后天', version: 2, status: 'published' });
    expect(out).not.toHaveProperty('waiting');
    expect(out).not.toHaveProperty('recheckAt');
  });

  it('is dropped when the check says no, and a first version is a draft again', () => {
    const waiting = decide.revise(outDoc(), text, { checked: false, now: NOW });
    expect(decide.sentBack(waiting, NOW)).toMatchObject({ status: 'published', title: '明天停水' });
    expect(decide.sentBack(waiting, NOW)).not.toHaveProperty('waiting');
    const first = decide.publish(draftDoc(), { checked: false, now: NOW });
    expect(decide.sentBack(first, NOW).status).toBe('draft');
  });

  it.each([
    ['of a draft', draftDoc(), 'NOT_FOUND'],
    ['of what was withdrawn', outDoc({ status: 'withdrawn' }), 'NOTICE_WITHDRAWN'],
    ['of what is over at this instant', outDoc({ validUntil: NOW }), 'NOTICE_EXPIRED'],
  ])('is refused %s', (_, notice, code) => {
    const work = () => decide.revise(notice, text, { checked: true, now: NOW });
    expect(codeOf(work)).toBe(code);
  });
});

describe('letting out by hand', () => {
  it('is for what waits, and nothing else', () => {
    expect(codeOf(() => decide.release(draftDoc(), NOW))).toBe('NOTICE_NOT_DRAFT');
    expect(codeOf(() => decide.release(outDoc(), NOW))).toBe('NOTICE_NOT_DRAFT');
    const waiting = decide.publish(draftDoc(), { checked: false, now: NOW });
    expect(codeOf(() => decide.release(waiting, UNTIL))).toBe('UNTIL_IN_PAST');
    expect(decide.release(waiting, UNTIL - 1)).toMatchObject({ status: 'published' });
  });
});

describe('withdrawing', () => {
  it('is once, and only of what is out', () => {
    const gone = decide.withdraw(outDoc(), NOW);
    expect(gone).toMatchObject({ status: 'withdrawn', spreadPending: true });
    expect(codeOf(() => decide.withdraw(gone, NOW))).toBe('NOTICE_WITHDRAWN');
    expect(codeOf(() => decide.withdraw(draftDoc(), NOW))).toBe('NOT_FOUND');
  });
});

describe('the acts a notice remembers', () => {
  it('answer a replay as it was answered, whatever became of the notice', () => {
    const out = decide.remembered(outDoc(), act('publish', 'request-1'));
    const later = decide.remembered(
      decide.revise(out, decide.textOf(out), { checked: true, now: NOW }),
      act('revise', 'request-2'),
    );
    expect(decide.earlierState(later, act('publish', 'request-1'))).toEqual({
      noticeId: 'nt_1',
      status: 'published',
      version: 1,
    });
    expect(decide.earlierState(later, act('publish', 'request-3'))).toBeUndefined();
  });

  it('refuse a request id that was used for another act', () => {
    const out = decide.remembered(outDoc(), act('publish', 'request-1'));
    expect(codeOf(() => decide.earlierState(out, act('withdraw', 'request-1')))).toBe('INVALID');
  });

  it('refuse a request id that was used with other words', () => {
    const saved = decide.remembered(draftDoc(), act('saveDraft', 'request-1'));
    const other = { ...act('saveDraft', 'request-1'), print: 'other words' };
    expect(codeOf(() => decide.earlierState(saved, other))).toBe('INVALID');
  });

  it('are the latest thirty', () => {
    let notice = outDoc();
    for (let i = 0; i < 40; i += 1) {
      notice = decide.remembered(notice, act('saveDraft', `request-${i}`, NOW + i));
    }
    const kept = Object.keys(notice.acts);
    expect(kept).toHaveLength(30);
    expect(kept).toContain('request-39');
    expect(kept).not.toContain('request-9');
  });
});
