/** 应收 = 实收 + 欠, in one line; one below the other in large text. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    due: { type: String, value: '' },
    received: { type: String, value: '' },
    owed: { type: String, value: '' },
  },
});
