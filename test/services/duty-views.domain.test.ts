import type { KeyView } from '../../miniprogram/contract/roster-views';
import { chipsOf, chosen, toggled, wordsOf } from '../../miniprogram/packages/duty/services/chips';
import { spareName } from '../../miniprogram/packages/duty/services/keyring-view';
import { keysModel } from '../../miniprogram/packages/duty/services/keys-view';
import { callName, plateWords } from '../../miniprogram/packages/duty/services/label';
import { todayModel } from '../../miniprogram/packages/duty/services/today-view';
import { emptied, pressed, tilesOf } from '../../miniprogram/packages/duty/services/typing';
import { at, key, type Next, today, turn } from './duty-samples';

describe('今天值守', () => {
  it.each([
    ['07:30', '今天门口', '8:00 到 20:00', true],
    ['08:00', '现在门口', '到 20:00', false],
    ['19:59', '现在门口', '到 20:00', false],
  ])('at %s says %s', (time, title, line, closed) => {
    const model = todayModel(today(at('2020-02-09', time)));
    expect(model).toMatchObject({ title, closed });
    expect(model.plates[0]?.line).toBe(line);
  });

  it('is over at the closing instant, and only then offers to open the gate', () => {
    const model = todayModel(today(at('2020-02-09', '20:00')));
    expect(model).toMatchObject({ title: '今天值完了', closed: true, plates: [] });
  });

  it('names the gate only where there are two', () => {
    const turns = [turn('2020-02-09'), turn('2020-02-09', { gate: '后门' })];
    const model = todayModel(today(at('2020-02-09', '09:00'), { turns }));
    expect(model.plates.map(({ line }) => line)).toEqual(['大门，到 20:00', '后门，到 20:00']);
  });

  it('asks for the key only when it is time and one’s own', () => {
    const soon = (mine: boolean, heldByMe: boolean) =>
      key({ heldByMe, next: { ...key().next, mine, state: 'soon' } as never });
    const step = (keys: readonly KeyView[]) =>
      todayModel(today(at('2020-02-09', '19:40'), { keys })).step;
    expect(step([key({ heldByMe: true })])).toBe('');
    expect(step([soon(false, true)])).toBe('去交钥匙');
    expect(step([soon(true, false)])).toBe('我来接钥匙');
    expect(step([soon(false, false)])).toBe('');
    expect(step([{ ...soon(false, true), lost: true }])).toBe('');
  });

  it('forgets a clean-up that is over', () => {
    const cleanUp = { on: '2020-02-08', standDownOn: '2020-02-09', signedUp: 3, mine: false };
    expect(todayModel(today(at('2020-02-09', '09:00'), { cleanUp })).cleanUp).toBeUndefined();
  });
});

describe('钥匙', () => {
  const evening = at('2020-02-09', '20:03');
  const due = (more: Partial<Next> = {}): Next => ({
    ...(key().next as Next),
    state: 'due',
    ...more,
  });
  const shown = (one: KeyView, kept: Parameters<typeof keysModel>[1]['kept'] = []) =>
    keysModel(today(evening, { keys: [one] }), { wanted: '', kept });
  const giver = key({
    heldByMe: true,
    code: '6208',
    next: due(),
    after: '2单元 102 张家',
    may: { give: true, take: false, passOn: true, record: true },
  });
  const receiver = key({
    next: due({ mine: true }),
    may: { give: false, take: true, passOn: false, record: true },
  });

  it('shows the giver to whom, the digits one by one, and who is next behind a closed door', () => {
    expect(shown(giver)).toMatchObject({
      mode: 'give',
      title: '把钥匙交给',
      plate: '2单元 101 李家',
      spokenDigits: '6 2 0 8',
      button: '交给李家了',
      passOn: '交给下一家：2单元 102 张家',
      record: '李家没带手机，我来记一笔',
      recordTo: 'hh_10',
    });
  });

  it('says from whom it comes, opens the keypad, and closes it once the giver has tapped', () => {
    expect(shown(receiver)).toMatchObject({ mode: 'take', typing: true, button: '我收到钥匙了' });
    const given = { ...receiver, next: due({ mine: true, half: 'giver' }) } as KeyView;
    expect(shown(given)).toMatchObject({ typing: false, line: '高家说交给您了，拿到就点下面' });
  });

  it('offers the button no second time to whoever has tapped, sent or not', () => {
    const half = { ...giver, next: due({ half: 'giver' }) } as KeyView;
    expect(shown(half).button).toBe('');
    const kept = [{ action: 'giveKey', keyId: 'ky_1', when: '20:03', code: false }] as const;
    expect(shown(giver, kept)).toMatchObject({
      button: '',
      kept: expect.stringContaining('20:03 您点了“交出去了”，没有网，待发送'),
    });
  });

  it('says of a code typed without network that nobody knows yet whether it is right', () => {
    const kept = [{ action: 'takeKey', keyId: 'ky_1', when: '20:05', code: true }] as const;
    expect(shown(receiver, kept).kept).toContain('送到了才知道对不对');
  });

  it('goes on with the next household while 没人应门 still waits in the phone', () => {
    const kept = [{ action: 'passOn', keyId: 'ky_1', when: '20:16', code: false }] as const;
    expect(shown(giver, kept)).toMatchObject({ plate: '2单元 102 张家', passOn: '' });
  });

  it('shows neighbours where the key is, and no digits', () => {
    expect(shown(key())).toMatchObject({ mode: 'rest', plate: '1单元 602 高家', digits: [] });
  });

  it('lets nobody hand on what is lost', () => {
    const model = shown({
      ...giver,
      lost: true,
      may: { ...giver.may, give: false, passOn: false },
    });
    expect(model).toMatchObject({ mode: 'lost', button: '', passOn: '', record: '' });
  });

  it('keeps spare keys from whoever does not have one', () => {
    const spare = key({ keyId: 'ky_2', spare: true, name: '大门备用 1' });
    const both = today(evening, { keys: [key(), spare] });
    expect(keysModel(both, { wanted: 'ky_2', kept: [] })).toMatchObject({
      keyId: 'ky_1',
      others: [],
    });
  });
});

describe('四个数', () => {
  it('takes four and no more, and goes back one', () => {
    expect([...'62089'].reduce(pressed, '')).toBe('6208');
    expect(emptied('62')).toBe('6');
    expect(tilesOf('6').map(({ digit }) => digit)).toEqual(['6', '', '', '']);
  });
});

it('writes a label in two lines, whatever the household took off', () => {
  expect(plateWords('2单元 101 李家')).toEqual({ where: '2单元 101', who: '李家' });
  expect(plateWords('院委会')).toEqual({ where: '', who: '院委会' });
  expect(callName('2单元 101')).toBe('101');
});

it('makes a sentence of what was tapped and typed', () => {
  const chips = toggled(
    toggled(chipsOf(['体温枪在', '酒精在', '口罩不多了']), '体温枪在'),
    '口罩不多了',
  );
  expect(wordsOf(chips)).toBe('体温枪在、口罩不多了');
  expect(wordsOf(chips, ' 门轴响 ')).toBe('体温枪在、口罩不多了。门轴响');
  expect(wordsOf(chosen(chosen(chips, '酒精在'), '体温枪在'))).toBe('体温枪在');
});

it('names a spare key by the first number nobody has', () => {
  const keys = [key({ name: '大门备用 1' }), key({ name: '大门备用 3' })];
  expect(spareName(today(0, { keys }), '大门')).toBe('大门备用 2');
});
