/** What a case of the contract with the cloud is, and what the cases have in common. */
import type { CloudBase } from '@cloudbase/node-sdk';

type Database = ReturnType<CloudBase['database']>;

/** Documents of one run stand apart from those of any other. */
export interface Bench {
  readonly app: CloudBase;
  readonly db: Database;
  /** Ids of this run begin so. */
  readonly run: string;
}

export interface Case {
  readonly claim: string;
  readonly expected: unknown;
  seen(bench: Bench): Promise<unknown>;
}

export const COLLECTION = 'contract_tests';

export const docs = ({ db }: Bench) => db.collection(COLLECTION);
export const add = (bench: Bench, name: string, fields: object) =>
  docs(bench).add({ _id: `${bench.run}.${name}`, run: bench.run, ...fields });
export async function read(
  bench: Bench,
  name: string,
): Promise<Record<string, unknown> | undefined> {
  const { data } = await docs(bench)
    .where({ _id: `${bench.run}.${name}` })
    .get();
  const [doc] = data as Record<string, unknown>[];
  if (!doc) return undefined;
  const { _id, run, ...fields } = doc;
  return fields;
}
export const updated = async (work: Promise<unknown>): Promise<unknown> =>
  ((await work) as { updated?: number }).updated;
/** The text of what went wrong; undefined when nothing did. */
export const trouble = (work: Promise<unknown>): Promise<string | undefined> =>
  work.then(
    () => undefined,
    (error: Error & { code?: string }) => `${error.code ?? ''} ${error.message}`,
  );
