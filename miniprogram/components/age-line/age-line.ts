/** Says how old the data is, or what waits in the phone. Hidden when there is nothing to say. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    text: { type: String, value: '' },
    icon: { type: String, value: 'offline' },
  },
});
