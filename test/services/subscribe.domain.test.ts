import { phone, wxOfTests } from '../support/phone';

Object.assign(globalThis, { wx: { ...wxOfTests, getSetting: async () => settings } });
const settings: { subscriptionsSetting?: object } = {};

import { MINUTE_MS } from '../../miniprogram/contract/calendar';
import { askForMessages, kindsToAsk } from '../../miniprogram/services/subscribe';

const NOW = Date.parse('2020-02-10T09:00:00+08:00');
const nothing = { askedAt: {}, always: {} };

describe('what a tap asks WeChat for', () => {
  it.each([
    ['everything, the first time', nothing, ['notice', 'answer']],
    ['nothing again within ten minutes', asked(9), []],
    ['again after ten minutes', asked(10), ['notice', 'answer']],
    ['again when the phone’s clock was put back', asked(-60), ['notice', 'answer']],
    [
      'what was not asked for yet',
      { ...nothing, askedAt: { notice: NOW - MINUTE_MS } },
      ['answer'],
    ],
    [
      'what is always allowed, every time: no dialog comes up',
      { ...asked(1), always: { notice: 'accept' as const } },
      ['notice'],
    ],
    [
      'never what is always refused',
      { ...nothing, always: { notice: 'reject' as const } },
      ['answer'],
    ],
  ])('%s', (_, earlier, kinds) => {
    expect(kindsToAsk(['notice', 'answer'], earlier, NOW)).toEqual(kinds);
  });
});

function asked(minutesAgo: number) {
  const at = NOW - minutesAgo * MINUTE_MS;
  return { askedAt: { notice: at, answer: at }, always: {} };
}

describe('the prompt', () => {
  const credits = () => phone.callsOf('member.addCredit').map(({ input }) => input);

  beforeEach(() => {
    phone.reset();
    phone.messages = 'accept';
    phone.ok('member.addCredit', { credits: 1 });
  });

  it('comes once for many notices that are confirmed one after another', async () => {
    for (let i = 0; i < 3; i += 1) await askForMessages(['notice', 'answer']);
    expect(credits()).toEqual([{ templates: ['tpl_notice', 'tpl_answer'] }]);
    await askForMessages(['duty']);
    expect(credits()).toHaveLength(2);
  });

  it('gives a credit at every tap once 总是保持 was chosen', async () => {
    settings.subscriptionsSetting = {
      mainSwitch: true,
      itemSettings: { tpl_notice: 'accept', tpl_answer: 'reject' },
    };
    await askForMessages(['notice']);
    for (let i = 0; i < 2; i += 1) await askForMessages(['notice', 'answer']);
    expect(credits()).toEqual(Array(3).fill({ templates: ['tpl_notice'] }));
  });
});
