import type { Clock, ClockSetting } from '../clock';
import type { CloudIds } from '../cloud/services/cloud-id';
import type { FaultRule, Faults } from '../cloud/services/faults';
import type { Outbox } from '../cloud/services/outbox';
import type { Pay } from '../cloud/services/pay';
import type { Safety } from '../cloud/services/safety';
import type { Host } from '../functions/host';
import type { Invocations } from '../functions/invocations';
import { type Exchange, HttpError, readObject, sendJson } from './http';
import { metricsOf } from './metrics';
import { type DocumentStore, type PeopleQuery, type Person, SIZES, type Size } from './ports';

export interface ControlRoutes {
  readonly clock: Clock;
  readonly host: Host;
  readonly invocations: Invocations;
  readonly documents: DocumentStore;
  readonly outbox: Outbox;
  readonly safety: Safety;
  readonly faults: Faults;
  readonly pay: Pay;
  readonly cloudIds: CloudIds;
  info(): { readonly sdkUrl: string; readonly env: string; readonly size: Size };
  people(query: PeopleQuery): Promise<readonly Person[]>;
  /** Due work up to the clock's present, done when it resolves. */
  catchUp(): Promise<void>;
  reset(size: Size): Promise<void>;
}

type Route = (exchange: Exchange, parts: ControlRoutes) => Promise<unknown> | unknown;

const ROUTES: Readonly<Record<string, Route>> = {
  'GET /control/info': (_, parts) => ({
    ...parts.info(),
    functions: parts.host.list().map(({ name }) => name),
    clock: clockState(parts.clock),
  }),
  'GET /control/people': ({ url }, { people }) =>
    people({
      ...optional('role', url.searchParams.get('role')),
      ...optional('courtyard', url.searchParams.get('courtyard')),
    }),
  'GET /control/clock': (_, { clock }) => clockState(clock),
  'POST /control/clock': async ({ req }, { clock, catchUp }) => {
    clock.set(clockSetting(await readObject(req)));
    await catchUp();
    return clockState(clock);
  },
  'POST /control/reset': async ({ req }, parts) => {
    const { size = parts.info().size } = await readObject(req);
    if (!SIZES.includes(size as Size)) {
      throw new HttpError(400, 'INVALID_PARAM', `size is one of ${SIZES.join(', ')}`);
    }
    await parts.reset(size as Size);
    return { size };
  },
  'GET /control/metrics': ({ url }, { invocations, host }) =>
    metricsOf(invocations, host, pageLimit(url, 50)),
  'GET /control/outbox': ({ url }, { outbox }) => ({
    messages: outbox.messages(url.searchParams.get('openid') ?? undefined),
    credits: outbox.credits(),
  }),
  'GET /control/faults': (_, { faults }) => ({ rules: faults.list() }),
  'POST /control/faults': async ({ req }, { faults }) => {
    const body = await readObject(req);
    const rules = Array.isArray(body.rules) ? body.rules : [body];
    try {
      faults.add(rules as FaultRule[]);
    } catch (trouble) {
      throw new HttpError(400, 'INVALID_PARAM', (trouble as Error).message);
    }
    return { rules: faults.list() };
  },
  'DELETE /control/faults': (_, { faults }) => {
    faults.clear();
    return { rules: [] };
  },
  'GET /control/collections': (_, { documents }) => ({ collections: documents.collections() }),
  'GET /control/documents': ({ url }, { documents }) => {
    const collection = url.searchParams.get('collection') ?? '';
    if (!documents.collections().some(({ name }) => name === collection)) {
      throw new HttpError(404, 'NOT_FOUND', `no collection ${collection}`);
    }
    const after = Number(url.searchParams.get('after') ?? '');
    return documents.read(collection, { limit: pageLimit(url, 20), ...(after ? { after } : {}) });
  },
  'POST /control/content-safety': async ({ req }, { safety }) => {
    safety.outage = flagOf(await readObject(req), 'outage');
    return { outage: safety.outage };
  },
  'GET /control/content-safety': (_, { safety }) => ({ outage: safety.outage }),
  'POST /control/pay': async ({ req }, { pay }) => {
    pay.on = flagOf(await readObject(req), 'on');
    return { on: pay.on };
  },
  'GET /control/groups': (_, { cloudIds }) => cloudIds.groups(),
  'POST /control/groups': async ({ req }, { cloudIds }) => {
    const { opengid, openids, name } = await readObject(req);
    if (typeof opengid !== 'string' || !Array.isArray(openids)) {
      throw new HttpError(400, 'INVALID_PARAM', 'a group is {opengid, openids, name?}');
    }
    cloudIds.listGroup(opengid, {
      openids: openids.map(String),
      ...(typeof name === 'string' ? { name } : {}),
    });
    return cloudIds.groups()[opengid];
  },
};

/** The hands behind the scene: clock, faults, figures. Never part of a deployed bundle. */
export async function answerControl(exchange: Exchange, parts: ControlRoutes): Promise<void> {
  const { req, res, url } = exchange;
  const route = ROUTES[`${req.method} ${url.pathname}`];
  if (!route) throw new HttpError(404, 'NOT_FOUND', `no ${req.method} ${url.pathname} here`);
  sendJson(res, await route(exchange, parts));
}

function clockState(clock: Clock) {
  const state = clock.state();
  return { ...state, iso: new Date(state.now).toISOString() };
}

function clockSetting({ now, running }: Record<string, unknown>): ClockSetting {
  const at = now === null || now === undefined ? now : instantOf(now);
  if (running !== undefined && typeof running !== 'boolean') {
    throw new HttpError(400, 'INVALID_PARAM', 'running is true or false');
  }
  return {
    ...(at === undefined ? {} : { now: at }),
    ...(running === undefined ? {} : { running }),
  };
}

/** The end of the year 9999: a day has four digits for its year. */
const LAST_MS = Date.UTC(9999, 11, 31);

function instantOf(value: unknown): number {
  const at = Math.trunc(typeof value === 'number' ? value : Date.parse(String(value)));
  if (!(at >= 0 && at <= LAST_MS)) {
    throw new HttpError(
      400,
      'INVALID_PARAM',
      'now is an ISO instant or milliseconds between 1970 and 9999, or null',
    );
  }
  return at;
}

function flagOf(body: Record<string, unknown>, field: string): boolean {
  const flag = body[field];
  if (typeof flag !== 'boolean')
    throw new HttpError(400, 'INVALID_PARAM', `${field} is true or false`);
  return flag;
}

const optional = <K extends string>(key: K, value: string | null): { [P in K]?: string } =>
  value === null || value === '' ? {} : ({ [key]: value } as { [P in K]?: string });

function pageLimit(url: URL, fallback: number): number {
  const asked = Number(url.searchParams.get('limit') ?? fallback);
  return Number.isInteger(asked) && asked > 0 ? Math.min(asked, 500) : fallback;
}
