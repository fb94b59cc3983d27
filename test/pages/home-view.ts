/** The courtyard tab as the cloud answers it, for the tests of its page. */
import type { HomeView } from '../../miniprogram/contract/home';

export const NOW = Date.parse('2020-02-09T09:42:00Z');

export const home: HomeView = {
  communityId: 'cm_donghuan',
  communityName: '东环路社区',
  phone: '028-8300 0000',
  responseLevel: 1,
  drill: false,
  courtyard: {
    id: 'cy_c01',
    name: '3巷22号院',
    groupBound: true,
    gate: { opensAt: '08:00', closesAt: '20:00' },
  },
  standing: {
    status: 'member',
    memberId: 'mb_a',
    name: '梁嬢嬢',
    household: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
    roles: ['resident'],
  },
  otherCourtyards: [],
  actingFor: [
    {
      id: 'hh_c01u3d402',
      label: '3单元 402 彭家',
      courtyardId: 'cy_c01',
      personName: '彭婆婆',
    },
  ],
  waiting: [
    {
      kind: 'confirm',
      noticeId: 'nt_a',
      version: 1,
      title: '明天上午全院消毒',
      line: '9 点到 11 点，请收空楼道',
      forHousehold: { id: 'hh_c01u2d101', label: '2单元 101 梁家' },
      helping: false,
      courtyardId: 'cy_c01',
    },
    {
      kind: 'confirm',
      noticeId: 'nt_a',
      version: 1,
      title: '明天上午全院消毒',
      line: '9 点到 11 点，请收空楼道',
      forHousehold: { id: 'hh_c01u3d402', label: '3单元 402 彭家' },
      helping: true,
      courtyardId: 'cy_c01',
    },
  ],
  notices: [
    {
      id: 'nt_b',
      title: '体温枪借到院里了',
      category: 'health',
      by: '院委会',
      at: Date.parse('2020-02-08T08:10:00Z'),
      pinned: false,
      mustConfirm: false,
      confirmed: false,
    },
  ],
  now: NOW,
};
