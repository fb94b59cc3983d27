import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** What the platform knows of a function: its bundle and its config.json. */
export interface FunctionSpec {
  readonly name: string;
  readonly file: string;
  /** openapi names it may call, from config.json. */
  readonly openapi: readonly string[];
  readonly timers: readonly string[];
  readonly timeoutMs: number;
  readonly memoryMb: number;
}

interface ConfigFile {
  readonly permissions?: { readonly openapi?: readonly string[] };
  readonly triggers?: readonly { name: string; type: string; config: string }[];
  /** Seconds. */
  readonly timeout?: number;
  readonly memorySize?: number;
}

const DEFAULT_TIMEOUT_S = 20;
const DEFAULT_MEMORY_MB = 256;
/** The one timer the product has; another schedule would need a cron reader here. */
const FIVE_MINUTES = /^0 \*\/5 \* \* \* \* \*$/;

/** Every built function below a folder, by name. */
export function readCatalog(folder: string): Map<string, FunctionSpec> {
  const specs = new Map<string, FunctionSpec>();
  if (!existsSync(folder)) return specs;
  for (const name of readdirSync(folder).sort()) {
    const file = join(folder, name, 'index.js');
    if (existsSync(file)) specs.set(name, readSpec(name, file, join(folder, name, 'config.json')));
  }
  return specs;
}

function readSpec(name: string, file: string, configFile: string): FunctionSpec {
  const config = existsSync(configFile)
    ? (JSON.parse(readFileSync(configFile, 'utf8')) as ConfigFile)
    : {};
  const timers = (config.triggers ?? []).filter(({ type }) => type === 'timer');
  for (const timer of timers) {
    if (!FIVE_MINUTES.test(timer.config)) {
      throw new Error(
        `${configFile}: the local cloud only runs the timer "0 */5 * * * * *", not "${timer.config}"`,
      );
    }
  }
  return {
    name,
    file,
    openapi: config.permissions?.openapi ?? [],
    timers: timers.map((timer) => timer.name),
    timeoutMs: (config.timeout ?? DEFAULT_TIMEOUT_S) * 1000,
    memoryMb: config.memorySize ?? DEFAULT_MEMORY_MB,
  };
}
