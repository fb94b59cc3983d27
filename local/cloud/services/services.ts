import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Clock } from '../../clock';
import type { Host } from '../../functions/host';
import type { CloudEnv } from '../../functions/identity';
import { type CloudIds, createCloudIds, type GroupState } from './cloud-id';
import { createFaults, type Faults } from './faults';
import { createFiles, type Files } from './files';
import { createMiniCodes } from './mini-code';
import { createOpenApi, type OpenApi } from './open-api';
import { createOutbox, type Outbox, type OutboxState } from './outbox';
import { createPay, type Pay } from './pay';
import { remember } from './remembered';
import { createSafety, type MediaCheck, mediaEvent, type Safety } from './safety';

export interface ServicesOptions {
  readonly env: Pick<CloudEnv, 'envId' | 'appid'>;
  readonly clock: Clock;
  /** Files, credits and groups live here. */
  readonly folder: string;
  /** Credits and groups outlive a restart. */
  readonly durable: boolean;
  readonly pages: readonly string[];
  /** The function WeChat pushes messages to. */
  readonly pushTo: string;
  origin(): string;
  host(): Host;
}

/** Everything of the cloud that is not the database. */
export interface Services {
  readonly outbox: Outbox;
  readonly cloudIds: CloudIds;
  readonly files: Files;
  readonly faults: Faults;
  readonly pay: Pay;
  readonly safety: Safety;
  readonly openApi: OpenApi;
  /** Resolves when every verdict that was on its way has been pushed. */
  pushed(): Promise<void>;
  reset(): void;
  flush(): void;
  saveTo(folder: string): void;
  loadFrom(folder: string): void;
}

/** A verdict takes a moment, as in the cloud. */
const VERDICT_MS = 150;

export function createServices(options: ServicesOptions): Services {
  const { clock, folder, env, origin, host } = options;
  const stateFile = (name: string) => (options.durable ? join(folder, name) : null);
  const credits = remember<OutboxState>(stateFile('outbox.json'), () => ({
    credits: {},
    sent: [],
  }));
  const groups = remember<GroupState>(stateFile('groups.json'), () => ({}));
  const outbox = createOutbox(credits, clock);
  const cloudIds = createCloudIds(groups, env.appid);
  const files = createFiles({ folder: join(folder, 'files'), envId: env.envId, origin });
  const faults = createFaults();
  const verdicts = new Set<Promise<void>>();

  const push = async (check: MediaCheck) => {
    await new Promise((resolve) => setTimeout(resolve, VERDICT_MS));
    if (!host().has(options.pushTo)) return;
    const event = mediaEvent(check, clock.now());
    await host().invoke({ fn: options.pushTo, event, source: 'wx_trigger' });
  };
  const safety = createSafety({
    appid: env.appid,
    fetchMedia: (url) => files.fetchUrl(url),
    onMediaJudged(check) {
      const pushed = push(check);
      verdicts.add(pushed);
      void pushed.finally(() => verdicts.delete(pushed));
    },
  });
  const codes = createMiniCodes({ origin, pages: () => options.pages });
  const granted = ({ fn }: { readonly fn: string }) => host().spec(fn)?.openapi;

  return {
    outbox,
    cloudIds,
    files,
    faults,
    pay: createPay(),
    safety,
    openApi: createOpenApi({ outbox, safety, codes, cloudIds, granted }),
    async pushed() {
      await Promise.all(verdicts);
    },
    reset() {
      for (const part of [files, outbox, cloudIds]) part.reset();
      faults.clear();
    },
    flush() {
      credits.flush();
      groups.flush();
    },
    saveTo(copy) {
      const state = { credits: credits.value, groups: groups.value };
      writeFileSync(join(copy, 'state.json'), JSON.stringify(state));
      files.saveTo(join(copy, 'files'));
    },
    loadFrom(copy) {
      const text = readFileSync(join(copy, 'state.json'), 'utf8');
      const state = JSON.parse(text) as { credits: OutboxState; groups: GroupState };
      credits.replace(state.credits);
      groups.replace(state.groups);
      files.loadFrom(join(copy, 'files'));
    },
  };
}
