import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import type { PlainDate } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import { realFileSystem } from '../storage/real-file-system.ts';
import { openBeatNumbers } from './beat-numbers.ts';
import { openDayCount } from './day-count.ts';
import { readLinkKind, readPower } from './machine.ts';

/** A kernel's files as they lie on a real machine. */
function kernel(files: Readonly<Record<string, string>>) {
  const root = mkdtempSync(join(tmpdir(), 'rekam-kernel-'));
  for (const [name, text] of Object.entries(files)) {
    mkdirSync(dirname(join(root, name)), { recursive: true });
    writeFileSync(join(root, name), `${text}\n`);
  }
  return { sys: join(root, 'sys'), proc: join(root, 'proc') };
}
const supply = 'sys/class/power_supply';
const laptop = (online: string, status: string) =>
  kernel({
    [`${supply}/AC/type`]: 'Mains',
    [`${supply}/AC/online`]: online,
    [`${supply}/BAT0/type`]: 'Battery',
    [`${supply}/BAT0/capacity`]: '64',
    [`${supply}/BAT0/status`]: status,
  });

describe('the computer', () => {
  it('HLT12 tells mains from battery, and unknown where nothing tells', async () => {
    expect(await readPower(laptop('1', 'Charging'))).toEqual({ source: 'mains', batteryPercent: 64 });
    expect(await readPower(laptop('0', 'Discharging'))).toEqual({ source: 'battery', batteryPercent: 64 });
    expect(await readPower(kernel({}))).toEqual({ source: 'unknown', batteryPercent: null });
  });

  it('HLT12 tells the kind of line by the default route', async () => {
    const route = (name: string) =>
      `Iface\tDestination\tGateway\n${name}\t0000A8C0\t0\n${name}\t00000000\t0100A8C0`;
    expect(await readLinkKind(kernel({ 'proc/net/route': route('eth0') }))).toBe('cable');
    expect(await readLinkKind(kernel({ 'proc/net/route': route('wwan0') }))).toBe('mobile');
    const wifi = { 'proc/net/route': route('wlan0'), 'sys/class/net/wlan0/wireless/x': '' };
    expect(await readLinkKind(kernel(wifi))).toBe('wifi');
    expect(await readLinkKind(kernel({}))).toBe('unknown');
  });
});

describe('numbers of heartbeats', () => {
  it('HEA1 never repeat, whatever is cut off between two starts', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekam-beats-'));
    const seen: number[] = [];
    for (let start = 0; start < 4; start++) {
      const next = await openBeatNumbers(realFileSystem, folder);
      for (let i = 0; i < 3; i++) seen.push(await next());
    }
    expect(seen).toEqual([...new Set(seen)].sort((a, b) => a - b));
  });
});

describe('recordings begun', () => {
  it('STS20 count each once, over a restart, and begin anew with the day', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'rekam-begun-'));
    let day = '2026-11-24' as PlainDate;
    const begun = await openDayCount(realFileSystem, join(folder, 'begun.json'), () => day);
    for (const id of ['a', 'b', 'a']) await begun.note(id);
    expect((await openDayCount(realFileSystem, join(folder, 'begun.json'), () => day)).read()).toEqual({
      day: '2026-11-24',
      count: 2,
    });
    day = '2026-11-25' as PlainDate;
    expect(begun.read()).toEqual({ day: '2026-11-25', count: 0 });
  });
});
