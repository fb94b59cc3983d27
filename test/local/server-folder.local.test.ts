import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createClock } from '../../local/clock';
import { remember } from '../../local/cloud/services/remembered';
import { FolderBusy, FolderForeign, lockFolder } from '../../local/folder-lock';
import { startLocal } from '../../local/local';
import { fromCacheOr } from '../../local/seed-cache';

let folder: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'yuanba-folder-'));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

describe('a data folder', () => {
  it('belongs to one process at a time', () => {
    const unlock = lockFolder(folder);
    expect(() => lockFolder(folder)).toThrow(FolderBusy);
    unlock();
    lockFolder(folder)();
    expect(existsSync(join(folder, 'running.pid'))).toBe(false);
  });

  it('is taken over from a process that is gone', () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    writeFileSync(join(folder, 'running.pid'), String(gone));
    const unlock = lockFolder(folder);
    expect(readFileSync(join(folder, 'running.pid'), 'utf8')).toBe(String(process.pid));
    unlock();
  });
});

describe('a folder of somebody else', () => {
  it('is left as it is, however much one wants to start over', async () => {
    mkdirSync(join(folder, 'documents'));
    writeFileSync(join(folder, 'documents', 'letter'), 'dear');
    expect(() => lockFolder(folder)).toThrow(FolderForeign);
    const wanted = { port: 0, folder, fresh: true, phone: false, size: 'empty' } as const;
    await expect(startLocal(wanted)).rejects.toThrow(FolderForeign);
    expect(readFileSync(join(folder, 'documents', 'letter'), 'utf8')).toBe('dear');
  });

  it('is not what a first start left that went wrong', () => {
    lockFolder(folder)();
    mkdirSync(join(folder, 'documents'));
    expect(() => lockFolder(folder)()).not.toThrow();
  });
});

describe('remembered state', () => {
  it('outlives a restart once it is flushed, and is whole', () => {
    const file = join(folder, 'deep', 'state.json');
    const first = remember(file, () => ({ count: 0 }));
    first.value.count = 3;
    first.touch();
    first.flush();
    expect(remember(file, () => ({ count: 0 })).value).toEqual({ count: 3 });
    expect(existsSync(`${file}.new`)).toBe(false);
  });
});

describe('the cache of told stories', () => {
  const snapshots = (world: { text: string }) => ({
    saveTo: (place: string) => writeFileSync(join(place, 'world'), world.text),
    loadFrom: (place: string) => {
      world.text = readFileSync(join(place, 'world'), 'utf8');
    },
  });
  const clockAt = (iso: string) => {
    const clock = createClock(() => Date.parse(iso));
    return clock;
  };

  it('tells a story once a day and size, and again when the demo changes', async () => {
    const told: string[] = [];
    const tell = async (iso: string, size: 'small' | 'demo') => {
      const world = { text: '' };
      const story = async () => {
        world.text = `${size} ${iso}`;
        told.push(world.text);
      };
      const cached = await fromCacheOr(story, snapshots(world), {
        root: folder,
        size,
        clock: clockAt(iso),
      });
      return { cached, text: world.text };
    };
    expect(await tell('2026-09-01T01:00:00Z', 'small')).toEqual({
      cached: false,
      text: 'small 2026-09-01T01:00:00Z',
    });
    expect(await tell('2026-09-01T15:59:59Z', 'small')).toEqual({
      cached: true,
      text: 'small 2026-09-01T01:00:00Z',
    });
    expect((await tell('2026-09-01T16:00:00Z', 'small')).cached).toBe(false);
    expect((await tell('2026-09-01T01:00:00Z', 'demo')).cached).toBe(false);
    mkdirSync(join(folder, 'local', 'demo'), { recursive: true });
    writeFileSync(join(folder, 'local', 'demo', 'demo.ts'), 'another story');
    expect((await tell('2026-09-01T02:00:00Z', 'small')).cached).toBe(false);
    expect(told).toHaveLength(4);
  });

  it('keeps nothing of a story that failed', async () => {
    const options = {
      root: folder,
      size: 'small',
      clock: clockAt('2026-09-01T01:00:00Z'),
    } as const;
    const broken = fromCacheOr(
      () => Promise.reject(new Error('cut short')),
      snapshots({ text: '' }),
      options,
    );
    await expect(broken).rejects.toThrow('cut short');
    const again = await fromCacheOr(async () => undefined, snapshots({ text: 'whole' }), options);
    expect(again).toBe(false);
  });
});
