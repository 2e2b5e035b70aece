/** Which devices captured for a recording; kept with the draft, since a device may be gone when it is sealed. */
import type { DeviceDescription } from '@rekam/devices';
import type { OpenDraft } from '../drafts/drafts.ts';
import { keepSample } from './desk.ts';
import type { DeviceOfManifest } from './manifest.ts';

const fileName = 'devices.json';

export async function noteDevice(open: OpenDraft, device: DeviceDescription): Promise<void> {
  const known = await devicesOf(open);
  const described = describe(device);
  if (known.some((other) => JSON.stringify(other) === JSON.stringify(described))) return;
  const others = known.filter((other) => other.serialNo !== device.serialNo);
  await keepSample(open, fileName, Buffer.from(JSON.stringify([...others, described])));
}

export async function devicesOf(open: OpenDraft): Promise<DeviceOfManifest[]> {
  const content = await open.findSample(fileName);
  return content ? (JSON.parse(Buffer.from(content).toString('utf8')) as DeviceOfManifest[]) : [];
}

const describe = ({
  kind,
  serialNo,
  make,
  model,
  firmware,
  certification,
  trust,
}: DeviceDescription): DeviceOfManifest => ({
  kind,
  serialNo,
  make,
  model,
  firmware,
  certification,
  certificateSha256: trust.ok ? trust.certificateSha256 : null,
});
