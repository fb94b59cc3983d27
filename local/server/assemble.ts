import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '../clock';
import { createCloudServer } from '../cloud/server';
import { type CloudIds, createCloudIds, type GroupState } from '../cloud/services/cloud-id';
import { createFaults, type Faults } from '../cloud/services/faults';
import { createFiles, type Files } from '../cloud/services/files';
import { createMiniCodes } from '../cloud/services/mini-code';
import { createOpenApi } from '../cloud/services/open-api';
import { createOutbox, type Outbox, type OutboxState } from '../cloud/services/outbox';
import { createPay } from '../cloud/services/pay';
import { remember } from '../cloud/services/remembered';
import { createSafety, type MediaCheck, mediaEvent, type Safety } from '../cloud/services/safety';
import { createHost, type Host } from '../functions/host';
import type { CloudEnv } from '../functions/identity';
import { createInvocations, type Invocations } from '../functions/invocations';
import { createTimers } from '../functions/timers';
import type { DemoSource, DocumentStore, SeedTarget, Size, StaticSource } from './ports';
import { seedTarget } from './seed-target';
import { createLocalServer } from './server';

export interface AssembleOptions {
  readonly clock: Clock;
  readonly documents: DocumentStore;
  /** Built functions. */
  readonly functions: string;
  /** Files, credits and groups live here; null keeps nothing but files of this run. */
  readonly folder: string;
  readonly durable: boolean;
  readonly port: number;
  readonly size: Size;
  readonly demo: DemoSource;
  readonly site?: StaticSource;
  /** Every page of the mini-program, for wxacode's check_path. */
  readonly pages?: readonly string[];
  /** Runs before a reset's seed and may answer it from a cache. */
  readonly seed?: (target: SeedTarget, size: Size) => Promise<void>;
  /** The function WeChat pushes messages to. */
  readonly pushTo?: string;
}

export interface Assembled {
  readonly url: string;
  readonly sdkUrl: string;
  readonly envId: string;
  readonly host: Host;
  readonly clock: Clock;
  readonly documents: DocumentStore;
  readonly invocations: Invocations;
  readonly outbox: Outbox;
  readonly safety: Safety;
  readonly cloudIds: CloudIds;
  readonly files: Files;
  readonly faults: Faults;
  readonly target: SeedTarget;
  /** Everything a story left behind, copied whole. */
  readonly snapshots: { saveTo(folder: string): void; loadFrom(folder: string): void };
  /** Empties everything and tells the demo's story again. */
  reset(size: Size): Promise<void>;
  close(): Promise<void>;
}

export const ENV_ID = 'yuanba-local';
export const APPID = 'wxlocal0000000001';
/** A verdict takes a moment, as in the cloud. */
const VERDICT_MS = 150;

/** Puts the local product together on one port and listens. @throws the error of `listen`, EADDRINUSE for one */
export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { clock, documents, folder } = options;
  mkdirSync(folder, { recursive: true });
  const place = { port: options.port };
  const origin = () => `http://127.0.0.1:${place.port}`;
  const stateFile = (name: string) => (options.durable ? join(folder, name) : null);
  const credits = remember<OutboxState>(stateFile('outbox.json'), () => ({
    credits: {},
    sent: [],
  }));
  const groups = remember<GroupState>(stateFile('groups.json'), () => ({}));

  const invocations = createInvocations(clock);
  const outbox = createOutbox(credits, clock);
  const cloudIds = createCloudIds(groups, APPID);
  const files = createFiles({ folder: join(folder, 'files'), envId: ENV_ID, origin });
  const faults = createFaults();
  const pay = createPay();
  const verdicts = new Set<Promise<unknown>>();
  const safety = createSafety({
    appid: APPID,
    fetchMedia: (url) => files.fetchUrl(url),
    onMediaJudged: (check) => {
      const pushed = pushVerdict(check);
      verdicts.add(pushed);
      void pushed.finally(() => verdicts.delete(pushed));
    },
  });
  const codes = createMiniCodes({ origin, pages: () => options.pages ?? [] });
  const openApi = createOpenApi({
    outbox,
    safety,
    codes,
    cloudIds,
    granted: ({ fn }) => host.spec(fn)?.openapi,
  });

  const server = createLocalServer({
    cloud: createCloudServer({
      documents,
      host: () => host,
      invocations,
      files,
      openApi,
      pay,
      faults,
    }),
    files,
    call: {
      get host() {
        return host;
      },
      cloudIds,
      faults,
    },
    control: {
      get host() {
        return host;
      },
      clock,
      invocations,
      documents,
      outbox,
      safety,
      faults,
      pay,
      cloudIds,
      info: () => ({ sdkUrl: env.sdkUrl, env: ENV_ID, size }),
      people: (query) => options.demo.people(query, target),
      catchUp: async () => {
        await timers.catchUp();
        await Promise.all(verdicts);
      },
      reset: (wanted) => reset(wanted),
    },
    phone: { outbox, cloudIds, files },
    site: options.site,
    settled: () => settled,
  });
  place.port = await listen(server, options.port);

  const env: CloudEnv = { envId: ENV_ID, appid: APPID, sdkUrl: `${origin()}/admin` };
  const host = createHost({ folder: options.functions, clock, env, invocations });
  const timers = createTimers(host, clock);
  const target = seedTarget({ clock, documents, cloudIds, outbox, files, host });
  let size = options.size;
  let settled: Promise<void> = Promise.resolve();

  async function pushVerdict(check: MediaCheck): Promise<void> {
    await new Promise((resolve) => setTimeout(resolve, VERDICT_MS));
    const fn = options.pushTo ?? 'push';
    if (!host.has(fn)) return;
    await host.invoke({ fn, event: mediaEvent(check, clock.now()), source: 'wx_trigger' });
  }

  const snapshots: Assembled['snapshots'] = {
    saveTo(folder) {
      documents.saveTo(join(folder, 'documents.sqlite'));
      const state = { credits: credits.value, groups: groups.value };
      writeFileSync(join(folder, 'state.json'), JSON.stringify(state));
      files.saveTo(join(folder, 'files'));
    },
    loadFrom(folder) {
      documents.loadFrom(join(folder, 'documents.sqlite'));
      const text = readFileSync(join(folder, 'state.json'), 'utf8');
      const state = JSON.parse(text) as { credits: OutboxState; groups: GroupState };
      credits.replace(state.credits);
      groups.replace(state.groups);
      files.loadFrom(join(folder, 'files'));
    },
  };

  async function reset(wanted: Size): Promise<void> {
    const story = async () => {
      await host.reload();
      documents.reset();
      for (const part of [files, outbox, cloudIds]) part.reset();
      faults.clear();
      invocations.clear();
      size = wanted;
      await (options.seed ?? options.demo.seed)(target, wanted);
    };
    const told = settled.then(story);
    // Later calls go on even when the story failed; whoever asked for it hears about it.
    settled = told.catch(() => undefined);
    await told;
  }

  return {
    url: origin(),
    sdkUrl: env.sdkUrl,
    envId: ENV_ID,
    host,
    clock,
    documents,
    invocations,
    outbox,
    safety,
    cloudIds,
    files,
    faults,
    target,
    snapshots,
    reset,
    async close() {
      timers.close();
      await Promise.all(verdicts);
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await host.close();
      credits.flush();
      groups.flush();
      documents.close();
    },
  };
}

function listen(server: Server, port: number): Promise<number> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(port, '127.0.0.1', () => {
      const address = server.address();
      resolve(typeof address === 'object' && address ? address.port : port);
    });
  });
}
