import type { directory } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { nothing, schemaOf } from '../../kernel/parse';
import type { HandlerOf } from '../../kernel/serve';
import { templateFile } from '../import/template';

type RegisterTemplate = (typeof directory)['actions']['registerTemplate'];

export const registerTemplate: HandlerOf<RegisterTemplate> = {
  input: schemaOf<InputOf<RegisterTemplate>>()(nothing),

  async run() {
    const file = await templateFile();
    return { fileName: '院落名册模板.xlsx', base64: Buffer.from(file).toString('base64') };
  },
};
