/** What the computer itself tells of its power and its line (Linux: sysfs and procfs). Unknown where it does not tell. */
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Heartbeat } from '@rekam/protocol/sync/heartbeat.ts';
import { readUps } from './ups.ts';

/** Where the kernel's files are; tests give their own. */
export interface KernelFiles {
  readonly sys: string;
  readonly proc: string;
}
const kernelFiles: KernelFiles = { sys: '/sys', proc: '/proc' };

const read = async (path: string): Promise<string | null> =>
  readFile(path, 'utf8').then(
    (text) => text.trim(),
    () => null,
  );
const list = async (path: string): Promise<string[]> => readdir(path).catch(() => []);

/** What the computer's own supply says, else its UPS; unknown where neither does. */
export async function readPower(
  files: KernelFiles = kernelFiles,
  ups = readUps,
): Promise<Heartbeat['power']> {
  const own = await readSupply(files);
  if (own.source !== 'unknown') return own;
  const told = await ups();
  return told
    ? { source: told.onMains ? 'mains' : 'battery', batteryPercent: told.batteryPercent }
    : { source: 'unknown', batteryPercent: null };
}

/** `mains` where a supply says it is on or a battery is not discharging; desktops without either are unknown. */
async function readSupply({ sys }: KernelFiles): Promise<Heartbeat['power']> {
  const folder = join(sys, 'class/power_supply');
  let mains: boolean | null = null;
  let batteryPercent: number | null = null;
  let discharging = false;
  for (const name of await list(folder)) {
    const type = await read(join(folder, name, 'type'));
    if (type === 'Mains' || type === 'USB') {
      const online = await read(join(folder, name, 'online'));
      if (online !== null) mains = (mains ?? false) || online === '1';
    }
    if (type === 'Battery' && (await read(join(folder, name, 'scope'))) !== 'Device') {
      const capacity = Number(await read(join(folder, name, 'capacity')));
      batteryPercent = Number.isFinite(capacity) ? Math.min(100, Math.max(0, capacity)) : null;
      discharging ||= (await read(join(folder, name, 'status'))) === 'Discharging';
    }
  }
  if (mains === null && batteryPercent === null) return { source: 'unknown', batteryPercent: null };
  return { source: discharging || mains === false ? 'battery' : 'mains', batteryPercent };
}

/** The kind of the line that the default route takes. */
export async function readLinkKind({
  sys,
  proc,
}: KernelFiles = kernelFiles): Promise<Heartbeat['link']['kind']> {
  const routes = (await read(join(proc, 'net/route')))?.split('\n').slice(1) ?? [];
  const byDefault = routes
    .map((line) => line.split('\t'))
    .find(([, destination]) => destination === '00000000');
  const name = byDefault?.[0];
  if (!name || !/^[\w.-]+$/.test(name)) return 'unknown';
  if (/^(wwan|ppp|rmnet|usb)/.test(name)) return 'mobile';
  const wireless = (await list(join(sys, 'class/net', name))).includes('wireless');
  return wireless ? 'wifi' : 'cable';
}
