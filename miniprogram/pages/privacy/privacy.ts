/** 隐私说明: what is kept, why, who sees it, until when, and how to take it back. */
import { pageBehavior } from '../../behaviors/page';
import { PRIVACY_VERSION } from '../../contract/member';
import { say, showFailure } from '../../services/failure';
import { member } from '../../services/member';
import { flush } from '../../services/queue';

const PARTS = [
  {
    title: '记什么',
    lines: [
      '门牌：您住哪个院子、哪个单元、哪一户，这样通知才送得到家。',
      '称呼：您自己写的名字，邻居看到的就是它，可以随时改。',
      '年纪段：只记大概几十岁，不记生日。',
      '您回的“收到”、问的话、替谁办的事和时间。',
    ],
  },
  {
    title: '不记什么',
    lines: [
      '不要身份证，不要人脸。',
      '不看您的位置，不看通讯录。',
      '不要手机号。想让社区打得通您，可以自己告诉社区。',
    ],
  },
  {
    title: '谁看得到',
    lines: [
      '同院邻居：只看得到“2单元 101 李家”这样的门牌，门牌和姓都可以在“我的”里藏起来。',
      '群主和院委会：看得到本院哪几户回了收到，好去敲门、打电话。',
      '社区工作人员：看得到各院回了多少户。查看电话会留下记录。',
      '别的院子的人和外面的人：看不到。',
    ],
  },
  {
    title: '放在哪里，放多久',
    lines: [
      '存在微信云开发（腾讯云）里，只给院坝用，不卖，不做广告。',
      '您的门牌、称呼和回复，一直放到您自己删除。',
      '删除以后，和您有关的内容会删掉，或者去掉名字。',
    ],
  },
  {
    title: '您随时可以',
    lines: [
      '在“我的”里看清楚记了您什么，全部带走，或者全部删除。',
      '用别人帮忙代办的，随时可以让他停下来。',
      '未满 14 岁的孩子，由同一家的大人来加、来管。',
      '不明白的，打社区电话问。',
    ],
  },
];

Component({
  behaviors: [pageBehavior],
  data: {
    parts: PARTS,
    version: PRIVACY_VERSION,
    /** Opened because this text is newer than the one agreed to. */
    again: false,
    sending: false,
    agreed: false,
  },
  methods: {
    onLoad({ agree }: { agree?: string }) {
      this.setData({ again: agree === '1' });
    },
    openKept() {
      wx.navigateTo({ url: '/packages/self/kept/kept' });
    },
    async agree() {
      if (this.data.sending) return;
      this.setData({ sending: true });
      const reply = await member.agree({ privacyVersion: PRIVACY_VERSION }, { subject: null });
      this.setData({ sending: false });
      if (!reply.ok) return showFailure(reply);
      this.setData({ agreed: true });
      say('记下了，谢谢');
      void flush();
    },
    goOn() {
      if (getCurrentPages().length > 1) return void wx.navigateBack();
      return void wx.switchTab({ url: '/pages/home/home' });
    },
  },
});
