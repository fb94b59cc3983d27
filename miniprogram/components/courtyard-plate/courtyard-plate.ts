/** The enamel plate of the courtyard: once a page, at the top. */
Component({
  options: { styleIsolation: 'apply-shared', virtualHost: true },
  properties: { name: { type: String, value: '' } },
});
