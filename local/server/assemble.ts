import { mkdirSync } from 'node:fs';
import type { Server } from 'node:http';
import { join } from 'node:path';
import type { Clock } from '../clock';
import { createCloudServer } from '../cloud/server';
import { createServices, type Services } from '../cloud/services/services';
import { createHost, type Host } from '../functions/host';
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
  /** Files, credits and groups live here. */
  readonly folder: string;
  /** Credits and groups outlive a restart. */
  readonly durable: boolean;
  readonly port: number;
  readonly size: Size;
  readonly demo: DemoSource;
  readonly site?: StaticSource;
  /** Every page of the mini-program, for wxacode's check_path. */
  readonly pages?: readonly string[];
  /** Stands in for the demo's own seed, to answer it from a cache. */
  readonly seed?: (target: SeedTarget, size: Size) => Promise<void>;
  /** The function WeChat pushes messages to. */
  readonly pushTo?: string;
}

type Shared = Pick<Services, 'outbox' | 'safety' | 'cloudIds' | 'files' | 'faults'>;

export interface Assembled extends Shared {
  readonly url: string;
  readonly sdkUrl: string;
  readonly envId: string;
  readonly host: Host;
  readonly clock: Clock;
  readonly documents: DocumentStore;
  readonly invocations: Invocations;
  readonly target: SeedTarget;
  /** Everything a story left behind, copied whole. */
  readonly snapshots: { saveTo(folder: string): void; loadFrom(folder: string): void };
  /** Empties everything and tells the demo's story again; calls wait meanwhile. */
  reset(size: Size): Promise<void>;
  close(): Promise<void>;
}

const ENV_ID = 'yuanba-local';
const APPID = 'wxlocal0000000001';

/** Puts the local product together on one port and listens. @throws the error of `listen`, EADDRINUSE for one */
export async function assemble(options: AssembleOptions): Promise<Assembled> {
  const { clock, documents, folder, demo } = options;
  mkdirSync(folder, { recursive: true });
  const place = { port: options.port };
  const origin = () => `http://127.0.0.1:${place.port}`;
  const sdkUrl = () => `${origin()}/admin`;
  const host = createHost({
    folder: options.functions,
    clock,
    env: () => ({ envId: ENV_ID, appid: APPID, sdkUrl: sdkUrl() }),
    invocations: createInvocations(clock),
  });
  const { invocations } = host;
  const services = createServices({
    env: { envId: ENV_ID, appid: APPID },
    clock,
    folder,
    durable: options.durable,
    pages: options.pages ?? [],
    pushTo: options.pushTo ?? 'push',
    origin,
    host: () => host,
  });
  const { outbox, cloudIds, files, faults, safety } = services;
  const target = seedTarget({ clock, documents, cloudIds, outbox, files, host });
  let size = options.size;
  let settled: Promise<void> = Promise.resolve();
  const timers = createTimers(host, clock, () => settled);

  function reset(wanted: Size): Promise<void> {
    const story = async () => {
      await host.reload();
      documents.reset();
      services.reset();
      invocations.clear();
      size = wanted;
      await (options.seed ?? demo.seed)(target, wanted);
    };
    const told = settled.then(story);
    // Later calls go on even when the story failed; whoever asked for it hears about it.
    settled = told.catch(() => undefined);
    return told;
  }

  const server = createLocalServer({
    cloud: createCloudServer({ ...services, documents, host: () => host, invocations }),
    files,
    call: { host, cloudIds, faults },
    control: {
      ...services,
      clock,
      host,
      invocations,
      documents,
      info: () => ({ sdkUrl: sdkUrl(), env: ENV_ID, size }),
      people: (query) => demo.people(query, target),
      async catchUp() {
        await timers.catchUp();
        await services.pushed();
      },
      reset,
    },
    phone: { outbox, cloudIds, files },
    site: options.site,
    settled: () => settled,
  });
  place.port = await listen(server, options.port).catch(async (trouble: unknown) => {
    timers.close();
    await host.close();
    throw trouble;
  });

  return {
    url: origin(),
    sdkUrl: sdkUrl(),
    envId: ENV_ID,
    ...{ host, clock, documents, invocations, outbox, safety, cloudIds, files, faults, target },
    snapshots: {
      saveTo(copy) {
        documents.saveTo(join(copy, 'documents.sqlite'));
        services.saveTo(copy);
      },
      loadFrom(copy) {
        documents.loadFrom(join(copy, 'documents.sqlite'));
        services.loadFrom(copy);
      },
    },
    reset,
    async close() {
      timers.close();
      await services.pushed();
      server.closeAllConnections();
      await new Promise((resolve) => server.close(resolve));
      await host.close();
      services.flush();
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
