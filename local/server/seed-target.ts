import type { Clock } from '../clock';
import type { CloudIds } from '../cloud/services/cloud-id';
import type { Files } from '../cloud/services/files';
import type { Outbox } from '../cloud/services/outbox';
import type { Host } from '../functions/host';
import { fireTimers } from '../functions/timers';
import type { DocumentStore, SeedTarget } from './ports';

export interface SeedParts {
  readonly clock: Clock;
  readonly documents: DocumentStore;
  readonly cloudIds: CloudIds;
  readonly outbox: Outbox;
  readonly files: Files;
  readonly host: Host;
}

export function seedTarget(parts: SeedParts): SeedTarget {
  const { clock, documents, cloudIds, outbox, files, host } = parts;
  return {
    clock,
    insertMany: (collection, docs) => documents.insertMany(collection, docs),
    read: (collection, page) => documents.read(collection, page),
    listGroup: (opengid, group) => cloudIds.listGroup(opengid, group),
    allowMessages: (openid, templateIds) => outbox.allow(openid, templateIds),
    putFile: (path, bytes) => files.put(path, bytes),
    tick: () => fireTimers(host, clock.now()),
    async call(fn, openid, event, opengid) {
      const group = opengid === undefined ? {} : { group: groupField(openid, opengid) };
      const data = { ...(event as Record<string, unknown>), ...group };
      const opened = cloudIds.openFields(data, openid);
      const reply = await host.invoke({ fn, openid, event: opened, source: 'wx_client' });
      if (!reply.ok) throw new Error(`${fn}: ${reply.stack}`);
      return reply.result;
    },
  };

  function groupField(openid: string, opengid: string): { $cloudID: string } {
    const entry = cloudIds.enterGroup(openid, opengid);
    if ('errCode' in entry) throw new Error(`${openid} is not in group ${opengid}`);
    return { $cloudID: entry.cloudID };
  }
}
