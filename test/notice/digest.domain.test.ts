import {
  agrees,
  digestEntry,
  digestWith,
  emptyDigest,
  entriesFor,
  rebuiltEntries,
} from '../../cloudfunctions/notice/digest';
import type { NoticeDoc } from '../../cloudfunctions/notice/documents';
import { NOW, outDoc, UNTIL } from './samples';

const digestOf = (...notices: readonly NoticeDoc[]) =>
  notices.reduce((digest, notice) => digestWith(digest, notice), emptyDigest(outDoc(), NOW));
const fromCommunity = (more: Partial<NoticeDoc> = {}) =>
  outDoc({ _id: 'nt_2', origin: 'cm_a', audience: ['cy_1', 'cy_2'], ...more });
const communityDigest = (...notices: readonly NoticeDoc[]) =>
  notices.reduce(digestWith, emptyDigest(fromCommunity(), NOW));
const idsFor = (now: number, place: `cy_${string}` = 'cy_1') =>
  entriesFor([digestOf(outDoc()), communityDigest(fromCommunity())], place, now).map(
    ({ noticeId }) => noticeId,
  );

describe('the courtyard tab', () => {
  it('shows a notice from the instant it is out until the instant it ends', () => {
    expect(idsFor(NOW - 1)).toEqual([]);
    expect(idsFor(NOW)).toHaveLength(2);
    expect(idsFor(UNTIL - 1)).toHaveLength(2);
    expect(idsFor(UNTIL)).toEqual([]);
  });

  it('shows the community’s to its audience, and another courtyard’s to nobody', () => {
    expect(idsFor(NOW, 'cy_2')).toEqual(['nt_2']);
    expect(idsFor(NOW, 'cy_3')).toEqual([]);
  });

  it('shows what is pinned first, then what is newest', () => {
    const old = outDoc({ _id: 'nt_old', pinned: true, publishedAt: NOW - 9 });
    const older = outDoc({ _id: 'nt_older', publishedAt: NOW - 5 });
    const entries = entriesFor([digestOf(outDoc(), old, older)], 'cy_1', NOW);
    expect(entries.map(({ noticeId }) => noticeId)).toEqual(['nt_old', 'nt_1', 'nt_older']);
  });

  it('lets a withdrawn notice end when it was withdrawn', () => {
    const gone = outDoc({ status: 'withdrawn', editedAt: NOW + 10 });
    expect(entriesFor([digestOf(gone)], 'cy_1', NOW + 9)).toHaveLength(1);
    expect(entriesFor([digestOf(gone)], 'cy_1', NOW + 10)).toEqual([]);
  });

  it('says the first line, cut where it gets long', () => {
    expect(digestEntry(outDoc()).line).toBe('上午九点到下午五点。');
    expect(digestEntry(outDoc({ body: '长'.repeat(60) })).line).toBe(`${'长'.repeat(40)}…`);
  });
});

describe('the nightly comparison', () => {
  it('finds a digest right that says what the notices say, whatever else moved', () => {
    const digest = digestOf(outDoc(), outDoc({ _id: 'nt_over', validUntil: NOW }));
    expect(agrees(digest, rebuiltEntries([outDoc({ rev: 99 })], NOW), NOW)).toBe(true);
  });

  it.each([
    ['another title', outDoc({ title: '别的' })],
    ['another end', outDoc({ validUntil: UNTIL + 1 })],
    ['a notice more', outDoc({ _id: 'nt_9' })],
  ])('finds %s', (_, fact) => {
    expect(agrees(digestOf(outDoc()), rebuiltEntries([fact], NOW), NOW)).toBe(false);
  });

  it('keeps what waits for an answer when there is too much', () => {
    const silent = Array.from({ length: 40 }, (_, i) =>
      outDoc({ _id: `nt_s${i}`, mustConfirm: false, publishedAt: NOW + i }),
    );
    const asks = outDoc({ _id: 'nt_asks', publishedAt: NOW - 99 });
    const entries = rebuiltEntries([...silent, asks], NOW);
    expect(Object.keys(entries)).toHaveLength(30);
    expect(entries).toHaveProperty('nt_asks');
    expect(entries).toHaveProperty('nt_s39');
    expect(entries).not.toHaveProperty('nt_s0');
  });
});
