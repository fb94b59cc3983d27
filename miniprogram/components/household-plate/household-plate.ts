/** The plate of a household or a door: `2单元 101 李家`. My own is the filled one. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: {
    label: { type: String, value: '' },
    mine: { type: Boolean, value: false },
    large: { type: Boolean, value: false },
  },
});
