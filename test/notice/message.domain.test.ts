import fc from 'fast-check';
import { messagesOf } from '../../cloudfunctions/notice/message';
import { messageTrouble } from '../../local/cloud/services/message-limits';
import { kindOfTemplate, MESSAGES, messageData } from '../../miniprogram/contract/messages';
import { NOW, outDoc, UNTIL } from './samples';

describe('the messages of a notice', () => {
  const both = ['cy_1', 'cy_2'] as const;

  it('are one for each courtyard, of one topic', () => {
    const jobs = messagesOf(outDoc({ audience: both }), NOW);
    expect(jobs.map(({ to }) => to)).toEqual(both.map((courtyardId) => ({ courtyardId })));
    expect(new Set(jobs.map(({ topic }) => topic))).toEqual(new Set(['nt_1.v1']));
    expect(new Set(jobs.map(({ _id }) => _id)).size).toBe(2);
  });

  it.each([
    ['a draft', outDoc({ status: 'draft' })],
    ['what was withdrawn', outDoc({ status: 'withdrawn' })],
    ['what is over', outDoc({ validUntil: NOW })],
    ['a correction nobody has to answer', outDoc({ version: 2, mustConfirm: false })],
  ])('are none of %s', (_, notice) => {
    expect(messagesOf(notice, NOW)).toEqual([]);
  });

  it('are sent again of a next version that asks for an answer', () => {
    expect(messagesOf(outDoc({ version: 2 }), NOW)).toHaveLength(1);
    expect(messagesOf(outDoc(), UNTIL - 1)).toHaveLength(1);
  });

  it('pass the platform’s limits whatever a notice is called', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 60 }), (title) => {
        const [job] = messagesOf(outDoc({ title }), NOW);
        expect(messageTrouble(messageData('notice', job?.values ?? {}))).toBeUndefined();
      }),
    );
  });
});

it('a template the person allowed is known by its id', () => {
  expect(kindOfTemplate(MESSAGES.answer.templateId)).toBe('answer');
  expect(kindOfTemplate('tpl_of_somebody_else')).toBeUndefined();
});
