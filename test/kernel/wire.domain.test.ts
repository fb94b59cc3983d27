/** What comes over the wire is read strictly, and ids and cursors are what they say. */
import fc from 'fast-check';
import * as v from 'valibot';
import { idFrom, newId, openidHash } from '../../cloudfunctions/kernel/ids';
import { pageOf, readCursor, writeCursor } from '../../cloudfunctions/kernel/page';
import { at, idOf, line, parseCall, parseInput, text } from '../../cloudfunctions/kernel/parse';
import { createRateLimit } from '../../cloudfunctions/kernel/rate';
import { readVerdict } from '../../cloudfunctions/kernel/safety';
import { isId } from '../../miniprogram/contract/ids';

const codeOf = (work: () => unknown): string => {
  try {
    work();
    return 'OK';
  } catch (error) {
    return String((error as { code?: unknown }).code);
  }
};
const CALL = { action: 'view', input: {}, communityId: 'cm_a' };

describe('a call', () => {
  it('is read with what the platform adds, and without what nobody knows', () => {
    const userInfo = { appId: 'wx1', openId: 'o_1' };
    expect(parseCall({ ...CALL, userInfo, extra: 1 })).toEqual(CALL);
  });

  it.each([
    ['no object', undefined],
    ['a list', []],
    ['without an action', { communityId: 'cm_a' }],
    ['without a community', { action: 'view' }],
    ['with an id of another kind', { ...CALL, communityId: 'cy_a' }],
    ['with a path for an id', { ...CALL, courtyardId: 'cy_a.b' }],
    ['with an operator for an id', { ...CALL, courtyardId: { $ne: '' } }],
    ['with a short request id', { ...CALL, requestId: 'abc' }],
    ['with a path for a request id', { ...CALL, requestId: 'abcdefgh.ij' }],
  ])('is INVALID %s', (_, event) => {
    expect(codeOf(() => parseCall(event))).toBe('INVALID');
  });

  it.each(['openid', 'openId', 'OPENID', '_openid', 'unionid'])(
    'is FORGED_IDENTITY with %s',
    (field) => {
      expect(codeOf(() => parseCall({ ...CALL, [field]: 'o_1' }))).toBe('FORGED_IDENTITY');
      expect(codeOf(() => parseCall({ ...CALL, input: { [field]: 'o_1' } }))).toBe(
        'FORGED_IDENTITY',
      );
    },
  );

  it('may name a member it is about, and not the one who calls', () => {
    expect(codeOf(() => parseCall({ ...CALL, input: { memberId: 'mb_1' } }))).toBe('OK');
    expect(codeOf(() => parseCall({ ...CALL, memberId: 'mb_1' }))).toBe('FORGED_IDENTITY');
  });
});

describe('an input', () => {
  const schema = v.strictObject({ noticeId: idOf('nt'), text: text(5) });

  it('says what is too long, with the limit', () => {
    const work = () => parseInput(schema, { noticeId: 'nt_1', text: '一二三四五六' });
    expect(work).toThrow(
      expect.objectContaining({ code: 'TOO_LONG', details: { max: 5, field: 'text' } }),
    );
  });

  it('trims before it counts, and refuses what is empty then', () => {
    expect(parseInput(schema, { noticeId: 'nt_1', text: '  一二三四五 ' }).text).toBe('一二三四五');
    expect(codeOf(() => parseInput(schema, { noticeId: 'nt_1', text: '   ' }))).toBe('INVALID');
  });

  it.each([
    ['a blank without width', '\u200b'],
    ['a letter that is blank', '\u3164'],
    ['half a character', '\ud800'],
    ['only what joins characters', '\u200d\ufe0f'],
  ])('is INVALID when one sees nothing of it: %s', (_, typed) => {
    expect(codeOf(() => parseInput(text(5), typed))).toBe('INVALID');
    expect(codeOf(() => parseInput(line(5), typed))).toBe('INVALID');
  });

  it.each([
    ['a mark that turns the writing round', '\u202e家李', '家李'],
    ['a control mark', 'a\u0000b', 'ab'],
    ['half a character in a word', '甲\udc00乙', '甲乙'],
    ['the line breaks of another system', '甲\r\n乙', '甲\n乙'],
    ['a family of emoji', '👨‍👩‍👧', '👨‍👩‍👧'],
    ['a rare character of two units', '𠮷', '𠮷'],
  ])('keeps what one sees: %s', (_, typed, kept) => {
    expect(parseInput(text(20), typed)).toBe(kept);
  });

  it('keeps a name on one line', () => {
    expect(parseInput(line(5), ' 甲\n 乙 ')).toBe('甲 乙');
  });

  it('knows no instant outside the calendar', () => {
    expect(codeOf(() => parseInput(at, Date.UTC(9999, 0)))).toBe('OK');
    for (const wrong of [-1, 0.5, 8.64e15, Number.MAX_SAFE_INTEGER, Number.NaN]) {
      expect(codeOf(() => parseInput(at, wrong))).toBe('INVALID');
    }
  });

  it('is refused, never a crash, whatever it is', () => {
    fc.assert(
      fc.property(fc.anything(), (input) => {
        expect(codeOf(() => parseInput(schema, input))).toMatch(/^(OK|INVALID|TOO_LONG)$/);
      }),
    );
  });
});

describe('ids', () => {
  const chance = fc.uint8Array({ minLength: 6, maxLength: 6 });

  it('are of their kind, and sort by age', () => {
    fc.assert(
      fc.property(fc.nat(2 ** 40), fc.nat(1000), chance, (now, later, bytes) => {
        const id = newId('nt', now, bytes);
        expect(isId('nt', id)).toBe(true);
        expect(newId('nt', now + later + 1, bytes) > id).toBe(true);
      }),
    );
  });

  it('that an act determines are the same for the same act only', () => {
    expect(idFrom('nt', 'mb_1', 'request-1')).toBe(idFrom('nt', 'mb_1', 'request-1'));
    expect(idFrom('nt', 'mb_1', 'request-1')).not.toBe(idFrom('nt', 'mb_1', 'request-2'));
    expect(idFrom('nt', 'a', 'b.c')).not.toBe(idFrom('nt', 'a.b', 'c'));
    expect(openidHash('cm_a', 'o_1')).not.toBe(openidHash('cm_b', 'o_1'));
    expect(openidHash('cm_a', 'o_1')).not.toContain('o_1');
  });
});

describe('a cursor', () => {
  it('comes back as it was given out', () => {
    fc.assert(
      fc.property(fc.oneof(fc.integer(), fc.string()), fc.string(), (key, id) => {
        expect(readCursor(writeCursor({ key, id }))).toEqual({ key, id });
      }),
    );
  });

  it('that nobody gave out starts the list at its beginning', () => {
    fc.assert(fc.property(fc.string(), (text_) => void readCursor(text_)));
    expect(readCursor('x')).toBeUndefined();
    expect(readCursor(Buffer.from('[{},1]').toString('base64url'))).toBeUndefined();
  });

  it('is there only when there is more', () => {
    const page = (count: number) =>
      pageOf(
        Array.from({ length: count }, (_, i) => i),
        3,
        {
          cursor: (row) => ({ key: row, id: `id_${row}` }),
          view: (row) => row,
        },
      );
    expect(page(3)).toEqual({ items: [0, 1, 2] });
    expect(page(4).items).toEqual([0, 1, 2]);
    expect(readCursor(page(4).next)).toEqual({ key: 2, id: 'id_2' });
  });
});

describe('the rate of one person', () => {
  it('is a burst, then so many a second, whoever else taps', () => {
    const rate = createRateLimit({ burst: 3, perSecond: 2 });
    const taps = (who: string, now: number, count: number) =>
      Array.from({ length: count }, () => rate.take(who, now)).filter(Boolean).length;
    expect(taps('a', 0, 10)).toBe(3);
    expect(taps('b', 0, 2)).toBe(2);
    expect(taps('a', 1000, 10)).toBe(2);
    expect(taps('a', 60_000, 10)).toBe(3);
    expect(taps('a', 0, 10)).toBe(0);
  });
});

describe('a pushed verdict', () => {
  const event = { MsgType: 'event', Event: 'wxa_media_check', trace_id: 't1', errcode: 0 };

  it.each([
    ['pass', { result: { suggest: 'pass' } }, 'pass'],
    ['risky', { result: { suggest: 'risky' } }, 'other'],
    ['review', { result: { suggest: 'review' } }, 'other'],
    ['nothing', {}, 'other'],
    ['an error of the platform', { errcode: -1008, result: { suggest: 'pass' } }, 'failed'],
  ])('says %s', (_, more, suggest) => {
    expect(readVerdict({ ...event, ...more })).toEqual({ traceId: 't1', suggest });
  });

  it('is nothing in any other message', () => {
    fc.assert(fc.property(fc.anything(), (any) => void readVerdict(any)));
    expect(readVerdict({ ...event, Event: 'subscribe_msg_popup_event' })).toBeUndefined();
    expect(readVerdict({ ...event, trace_id: 1 })).toBeUndefined();
  });
});
