import type * as Client from '../../miniprogram/services/client';
import type * as Session from '../../miniprogram/services/session';
import { phone, wxOfTests } from '../support/phone';

Object.assign(globalThis, { wx: wxOfTests });

const { placeOf, session } = require('../../miniprogram/services/session') as typeof Session;
const { callOf } = require('../../miniprogram/services/client') as typeof Client;

const CARD = 1044;
const PLAIN = 1001;

beforeEach(() => {
  phone.reset();
  session.actForMyself();
});

it.each([
  ['a card', { c: 'cm_donghuan', y: 'cy_c02' }],
  ['a poster', { scene: 'donghuan.c02' }],
  ['a poster whose code WeChat escaped', { scene: encodeURIComponent('donghuan.c02') }],
])('reads the place from %s', (_, query) => {
  expect(placeOf(query)).toEqual({ communityId: 'cm_donghuan', courtyardId: 'cy_c02' });
});

it('takes nothing that is not an id', () => {
  expect(placeOf({ c: '../x', y: 'hh_1' })).toEqual({});
});

it('coming back to the front does not undo a change of courtyard', () => {
  session.enter({ scene: CARD, query: { y: 'cy_c02' } });
  session.goTo({ courtyardId: 'cy_c07' });
  session.enter({ scene: CARD, query: { y: 'cy_c02' } });
  expect(session.courtyardId).toBe('cy_c07');
});

it('leaves a group without a named courtyard to the cloud', () => {
  session.goTo({ courtyardId: 'cy_c07' });
  session.enter({ scene: PLAIN });
  expect(session.courtyardId).toBe('cy_c07');
  session.enter({ scene: CARD });
  expect(callOf('courtyard', 'home', {}).courtyardId).toBeUndefined();
  // Without network the last courtyard is still the best one knows.
  expect(session.courtyardId).toBe('cy_c07');
  session.learn({ courtyardId: 'cy_c02' });
  expect(callOf('courtyard', 'home', {}).courtyardId).toBe('cy_c02');
});

it('forgets who one is when one goes to another courtyard', () => {
  session.goTo({ courtyardId: 'cy_c01' });
  session.learn({ roles: ['owner'], courtyardName: '一号院' });
  session.goTo({ courtyardId: 'cy_c02' });
  expect(session.roles).toEqual([]);
  expect(session.courtyardName).toBe('');
});

it('speaks for the household acted for only where that is what the band means', () => {
  session.goTo({ courtyardId: 'cy_c01' });
  session.actFor({ id: 'hh_e', label: '3单元 402', courtyardId: 'cy_c09', personName: '彭婆婆' });
  expect(callOf('notice', 'confirm', {})).toMatchObject({ subject: 'hh_e', courtyardId: 'cy_c09' });
  const own = callOf('notice', 'publish', {});
  expect(own.subject).toBeUndefined();
  expect(own.courtyardId).toBe('cy_c01');
  expect(callOf('notice', 'confirm', {}, { subject: null }).subject).toBeUndefined();
});
