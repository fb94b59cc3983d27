/** The CLI behind `npm start`. */
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { FolderBusy, FolderForeign } from './folder-lock';
import { type Local, OtherSize, startLocal } from './local';
import { SIZES, type Size } from './server/ports';

const HELP = `用法 Usage: npm start -- [选项 options]
  --port N          端口，默认 8080；0 为任意空闲端口   port, 0 for any free one
  --data FOLDER     数据目录，默认 .data               where the data live
  --size SIZE       empty | small | demo | city        how much of the demo
  --fresh           清空后重新开始                      start over
  --tz ZONE         函数所在时区，默认 UTC              zone of the functions
  --watch           修改源码后自动刷新                  reload while developing
  --no-phone        不启动浏览器手机                    without the browser phone
  --fast            不逐次落盘（仅测试用）              no fsync, for tests`;

const say = (text: string): void => {
  process.stdout.write(`${text}\n`);
};

const STEPS: Readonly<Record<string, string>> = {
  build: '正在准备云函数… building the functions',
  phone: '正在准备浏览器手机… building the phone',
  seed: '正在准备示范院落… telling the demo story',
};

interface Wanted {
  readonly port: number;
  readonly data: string;
  readonly size: Size | undefined;
  readonly fresh: boolean;
  readonly tz: string;
  readonly watch: boolean;
  readonly phone: boolean;
  readonly fast: boolean;
}

/** @throws Error with a sentence for the reader */
function readWanted(args: readonly string[]): Wanted {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string', default: '8080' },
      data: { type: 'string', default: '.data' },
      size: { type: 'string' },
      fresh: { type: 'boolean', default: false },
      tz: { type: 'string', default: 'UTC' },
      watch: { type: 'boolean', default: false },
      'no-phone': { type: 'boolean', default: false },
      fast: { type: 'boolean', default: false },
    },
  });
  const port = Number(values.port);
  if (!Number.isInteger(port) || port < 0 || port > 65_535) {
    throw new Error(`--port ${values.port} 不是端口号 is not a port`);
  }
  const size = SIZES.find((one) => one === values.size);
  if (values.size !== undefined && size === undefined) {
    throw new Error(`--size ${values.size} 不认识 is not one of ${SIZES.join(', ')}`);
  }
  const { data, fresh, tz, watch, fast } = values;
  if (data.trim() === '') throw new Error('--data 后面要写一个目录 needs a folder');
  if (!isZone(tz)) throw new Error(`--tz ${tz} 不是时区 is not a time zone`);
  return { port, data, size, fresh, tz, watch, phone: !values['no-phone'], fast };
}

function isZone(tz: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: tz }).resolvedOptions().timeZone !== '';
  } catch {
    return false;
  }
}

async function start(wanted: Wanted): Promise<Local> {
  const root = process.env.YUANBA_ROOT ?? process.cwd();
  return startLocal({
    root,
    port: wanted.port,
    folder: resolve(root, wanted.data),
    fresh: wanted.fresh,
    durable: !wanted.fast,
    phone: wanted.phone,
    watch: wanted.watch,
    onStep: (step) => say(`  ${STEPS[step] ?? step}`),
    ...(wanted.size === undefined ? {} : { size: wanted.size }),
  });
}

function banner({ url, sdkUrl, size, host }: Local, wanted: Wanted): string {
  const functions = host.list().map(({ name }) => name);
  return [
    '',
    '  院坝 已在本机运行 · Yuanba is running on this machine',
    '',
    `  手机 Phone      ${url}/`,
    `  云端 SDK        ${sdkUrl}`,
    `  数据 Data       ${join(wanted.data, '/')} (${size})`,
    `  函数 Functions  ${functions.join(' ') || '还没有 none yet'}`,
    '',
    '  按 Ctrl+C 停止 · Ctrl+C stops it',
    '',
  ].join('\n');
}

/** A sentence instead of a stack for what people run into. */
function sentenceOf(trouble: unknown, wanted: Wanted): string {
  if (trouble instanceof FolderBusy) {
    return `数据目录 ${wanted.data} 正被另一个院坝使用（进程 ${trouble.pid}）。先停掉它，或用 --data 另选目录。
The data folder is in use by process ${trouble.pid}: stop it, or choose another with --data.`;
  }
  if (trouble instanceof FolderForeign) {
    return `目录 ${wanted.data} 里有别的东西，不是院坝的数据。请用 --data 另选一个空目录。
The folder holds something else than our data: choose an empty one with --data.`;
  }
  if (trouble instanceof OtherSize) {
    return `数据目录里是 ${trouble.held}，不是 ${trouble.asked}。要换成 ${trouble.asked} 请加 --fresh（会清空现有数据）。
The data folder holds ${trouble.held}; add --fresh to start over with ${trouble.asked}.`;
  }
  const code = (trouble as NodeJS.ErrnoException | null)?.code ?? '';
  if (['EACCES', 'EEXIST', 'ENOTDIR', 'EROFS', 'EPERM'].includes(code) && isOf(trouble, wanted)) {
    return `数据目录 ${wanted.data} 不能用（${code}），用 --data 换一个。
The data folder cannot be used, choose another with --data.`;
  }
  if (code === 'EADDRINUSE') {
    return `端口 ${wanted.port} 已被占用，用 --port 换一个。
Port ${wanted.port} is taken, choose another with --port.`;
  }
  return trouble instanceof Error ? (trouble.stack ?? trouble.message) : String(trouble);
}

/** Whether the file system complained of the data folder, not of anything else. */
const isOf = (trouble: unknown, { data }: Wanted): boolean =>
  ((trouble as NodeJS.ErrnoException).path ?? '').startsWith(
    resolve(process.env.YUANBA_ROOT ?? process.cwd(), data),
  );

function stopOn(local: Local): void {
  let stopping = false;
  const stop = () => {
    if (stopping) process.exit(1);
    stopping = true;
    void local.close().finally(() => process.exit(0));
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
  // A test that started this as a child and died must not leave it behind.
  process.on('disconnect', stop);
}

async function main(): Promise<void> {
  const args = process.argv.slice(2);
  if (args.includes('--help') || args.includes('-h')) return say(HELP);
  let wanted: Wanted;
  try {
    wanted = readWanted(args);
  } catch (trouble) {
    say(`${(trouble as Error).message}\n\n${HELP}`);
    process.exitCode = 2;
    return;
  }
  // Functions run in UTC in the cloud. Set before any worker exists, this reaches all of them;
  // a worker's own TZ would not.
  process.env.TZ = wanted.tz;
  try {
    const local = await start(wanted);
    stopOn(local);
    say(banner(local, wanted));
    process.send?.({ url: local.url, sdkUrl: local.sdkUrl, envId: local.envId, data: local.data });
  } catch (trouble) {
    const sentence = sentenceOf(trouble, wanted);
    say(sentence);
    process.send?.({ failed: sentence });
    process.exit(1);
  }
}

void main();
