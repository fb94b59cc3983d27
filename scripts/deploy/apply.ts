/** Brings one CloudBase environment in step with the plan. Every step may be repeated. */
import CloudBase from '@cloudbase/manager-node';
import type { Plan, PlannedCollection, PlannedFunction } from './plan';

export interface Keys {
  readonly envId: string;
  readonly secretId: string;
  readonly secretKey: string;
}

type Manager = CloudBase;

/**
 * Collections first, so that no function meets a missing one.
 * @throws the manager's error at the first step that fails; what was done before stays, and a second run goes on
 */
export async function apply(plan: Plan, keys: Keys, say: (line: string) => void): Promise<void> {
  const manager = new CloudBase({ ...keys });
  for (const collection of plan.collections) {
    await applyCollection(manager, collection);
    say(`collection ${collection.name}`);
  }
  for (const fn of plan.functions) {
    await applyFunction(manager, fn);
    say(`function ${fn.name}`);
  }
}

async function applyCollection(
  manager: Manager,
  { name, rule, indexes }: PlannedCollection,
): Promise<void> {
  await manager.database.createCollectionIfNotExists(name);
  const { Indexes = [] } = await manager.database.describeCollection(name);
  const present = new Set(Indexes.map((index) => index.Name));
  const missing = indexes.filter((index) => !present.has(index.name));
  if (missing.length > 0) {
    await manager.database.updateCollection(name, {
      CreateIndexes: missing.map((index) => ({
        IndexName: index.name,
        MgoKeySchema: {
          MgoIsUnique: index.unique,
          MgoIndexKeys: index.keys.map(({ field, direction }) => ({
            Name: field,
            Direction: String(direction),
          })),
        },
      })),
    });
  }
  await manager.permission.modifyResourcePermission({
    resourceType: 'collection',
    resource: name,
    permission: rule as 'ADMINONLY',
  });
}

async function applyFunction(manager: Manager, fn: PlannedFunction): Promise<void> {
  await manager.functions.createFunction({
    func: {
      name: fn.name,
      timeout: fn.timeout,
      memorySize: fn.memorySize,
      runtime: fn.runtime,
      handler: 'index.main',
      installDependency: false,
      ...(Object.keys(fn.settings).length > 0 ? { envVariables: fn.settings } : {}),
    },
    functionRootPath: fn.rootPath,
    // An existing function gets the new code and keeps its environment variables.
    force: true,
  });
  if (fn.triggers.length > 0) {
    await manager.functions.createFunctionTriggers(fn.name, [...fn.triggers]);
  }
}
