/** 导入住户名册: template, choose a table, look at what was found line by line, then import. */
import { pageBehavior } from '../../../behaviors/page';
import { LIMITS } from '../../../contract/limits';
import { directory } from '../../../services/directory';
import { say, sentence, showFailure, sure } from '../../../services/failure';
import { sendFile, writeFile } from '../../../services/files';
import { at } from '../../../services/place';
import { UPLOAD_WORDS, uploadFromChat } from '../../../services/upload';
import { EMPTY_REGISTER, registerPage } from './register-view';

Component({
  behaviors: [pageBehavior],
  options: { pureDataPattern: /^_/ },
  data: {
    _fileId: '',
    /** start → checking → checked → importing → done */
    step: 'start' as 'start' | 'checking' | 'checked' | 'importing' | 'done',
    page: EMPTY_REGISTER,
    template: '',
    templateName: '',
    said: '',
  },
  methods: {
    /** First the file is made ready; the next tap sends it. */
    async getTemplate() {
      const { template, templateName } = this.data;
      if (template) return sendFile(template, templateName);
      const reply = await directory.registerTemplate({}, at(''));
      if (!reply.ok) return showFailure(reply);
      const { fileName, base64 } = reply.value;
      const path = await writeFile(fileName, base64);
      if (!path) return say('手机上没有地方放，请清一清再试');
      this.setData({ template: path, templateName: fileName });
      say('模板好了，再点一下发到聊天里');
    },
    async choose() {
      if (this.data.step === 'checking' || this.data.step === 'importing') return;
      this.setData({ said: '' });
      const uploaded = await uploadFromChat('xlsx', LIMITS.registerBytes);
      if (!uploaded.ok) return this.setData({ said: UPLOAD_WORDS[uploaded.why] });
      this.setData({ _fileId: uploaded.fileId });
      await this.check();
    },
    async check() {
      this.setData({ step: 'checking', said: '' });
      const reply = await directory.checkRegister({ fileId: this.data._fileId }, at(''));
      if (!reply.ok) return this.setData({ step: 'start', said: sentence(reply) });
      this.setData({ step: 'checked', page: registerPage(reply.value) });
    },
    async importAll() {
      const { page, _fileId: fileId } = this.data;
      const content = `${page.summary}。已经在名册里的不会重复，哪一户改了什么都有记录。`;
      if (!(await sure('导入名册', content, '导入'))) return;
      this.setData({ step: 'importing', said: '' });
      const reply = await directory.importRegister({ fileId }, at(''));
      if (!reply.ok) return this.setData({ step: 'checked', said: sentence(reply) });
      this.setData({ step: 'done', page: registerPage(reply.value) });
    },
    finish() {
      void wx.redirectTo({ url: '/packages/keeper/overview/overview' });
    },
  },
});
