/** 社区设置: what stands on every page of everybody: name, telephone, response level, drill. */

import { placePage } from '../../../behaviors/place-page';
import { COMMUNITY_NAME_LENGTH, COMMUNITY_PHONE_LENGTH } from '../../../contract/courtyard';
import { courtyard } from '../../../services/courtyard';
import { say, showFailure, sure } from '../../../services/failure';
import { load } from '../../../services/load';
import { at } from '../../../services/place';
import { session } from '../../../services/session';
import type { Tap, Typed } from '../../../services/taps';
import {
  changeWarning,
  communityForm,
  levelChips,
  nameProblem,
  phoneProblem,
} from './community-view';

const START = communityForm(undefined);

Component({
  behaviors: [placePage],
  options: { pureDataPattern: /^_/ },
  data: {
    _before: START,
    form: START,
    levels: levelChips(0),
    nameMax: COMMUNITY_NAME_LENGTH,
    phoneMax: COMMUNITY_PHONE_LENGTH,
    nameError: '',
    phoneError: '',
    busy: false,
  },
  methods: {
    async refresh() {
      await load(this, {
        key: 'community',
        ask: () => courtyard.home({}, at('')),
        show: (view) => {
          const form = communityForm(view);
          return { form, _before: form, levels: levelChips(form.responseLevel) };
        },
      });
    },
    writeName({ detail }: Typed) {
      this.setData({ 'form.name': detail.value, nameError: '' });
    },
    writePhone({ detail }: Typed) {
      this.setData({ 'form.phone': detail.value, phoneError: '' });
    },
    chooseLevel({ currentTarget }: Tap<{ level: number }>) {
      const { level } = currentTarget.dataset;
      this.setData({ 'form.responseLevel': level, levels: levelChips(level) });
    },
    switchDrill({ detail }: Typed<boolean>) {
      this.setData({ 'form.drill': detail.value });
    },
    async save() {
      const { busy, form, _before: before } = this.data;
      const nameError = nameProblem(form.name);
      const phoneError = phoneProblem(form.phone);
      this.setData({ nameError, phoneError });
      if (busy || nameError || phoneError) return;
      const warning = changeWarning(before, form);
      if (warning && !(await sure('全社区都会看到', warning, '就这样'))) return;
      this.setData({ busy: true });
      const saved = { ...form, name: form.name.trim(), phone: form.phone.trim() };
      const reply = await courtyard.saveCommunity(saved, at(''));
      this.setData({ busy: false });
      if (!reply.ok) return showFailure(reply);
      session.learn({ communityName: saved.name, phone: saved.phone, drill: saved.drill });
      say('存好了，每家都看得到');
      await wx.navigateBack().catch(() => undefined);
    },
  },
});
