import type { directory, ImportReport } from '../../../miniprogram/contract/directory';
import type { InputOf } from '../../../miniprogram/contract/protocol';
import { auditWrite } from '../../kernel/audit';
import { memberOf } from '../../kernel/caller';
import { refuseIf } from '../../kernel/errors';
import { schemaOf } from '../../kernel/parse';
import { earlierOutcome, once } from '../../kernel/requests';
import type { HandlerOf } from '../../kernel/serve';
import { apply } from '../import/apply';
import { look, reportOf } from '../import/look';
import { fileIdSchema } from './check-register';

type ImportRegister = (typeof directory)['actions']['importRegister'];

/**
 * The whole file or, when the run breaks off, a part that the next try completes. The report is remembered without
 * its findings, and the file is deleted: it holds telephone numbers nobody needs there any more.
 */
export const importRegister: HandlerOf<ImportRegister> = {
  input: schemaOf<InputOf<ImportRegister>>()(fileIdSchema),

  async run(context) {
    const { input, call, caller, store, cloud, now } = context;
    const { communityId } = call;
    const by = memberOf(caller)._id;
    const earlier = await earlierOutcome(store, by, call);
    if (earlier) return earlier.outcome as ImportReport;
    const act = { by, now };
    const seen = await look({ store, cloud, communityId, fileId: input.fileId, act });
    const errors = seen.findings.filter(({ weight }) => weight === 'error').length;
    refuseIf(errors > 0, 'REGISTER_HAS_ERRORS', { count: errors });
    await apply({ store, communityId, act }, seen);
    const report = reportOf(seen, true);
    const subject = `${report.newHouseholdCount}+${report.changedHouseholdCount}`;
    const note = auditWrite(cloud, {
      communityId,
      actor: by,
      what: 'directory.importRegister',
      subject,
      at: now,
    });
    await once(context, async () => ({ writes: [note], value: { ...report, findings: [] } }));
    await cloud.deleteFiles([input.fileId]);
    return report;
  },
};
