import { createServer, type Server } from 'node:net';
import { afterEach, describe, expect, it } from 'vitest';
import { readPower } from './machine.ts';
import { readUps } from './ups.ts';

let daemon: Server | undefined;
afterEach(() => new Promise<void>((resolve) => (daemon ? daemon.close(() => resolve()) : resolve())));

/** What `upsd` 2.8.0 of Debian answers, word for word; a byte at a time where `slowly`. */
async function upsd(vars: Readonly<Record<string, string>> | null, slowly = false): Promise<number> {
  const answerTo = (command: string): string => {
    if (command === 'LIST UPS')
      return vars
        ? 'BEGIN LIST UPS\nUPS loket "UPS loket 1"\nEND LIST UPS\n'
        : 'BEGIN LIST UPS\nEND LIST UPS\n';
    const lines = Object.entries(vars ?? {}).map(([name, value]) => `VAR loket ${name} "${value}"\n`);
    return command === 'LIST VAR loket'
      ? `BEGIN LIST VAR loket\n${lines.join('')}END LIST VAR loket\n`
      : 'ERR UNKNOWN-COMMAND\n';
  };
  const server = createServer((socket) => {
    socket.on('error', () => undefined);
    socket.on('data', (data) => {
      const answer = answerTo(data.toString().trim());
      if (slowly) for (const byte of answer) socket.write(byte);
      else socket.write(answer);
    });
  });
  daemon = server;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return (server.address() as { port: number }).port;
}
const nothing = { sys: '/nirgendwo', proc: '/nirgendwo' };

describe('the UPS', () => {
  it('HLT12 EQP56 is heard through upsd: on mains, on its battery, also in pieces', async () => {
    const told = { 'battery.charge': '87', 'ups.status': 'OL CHRG' };
    expect(await readUps(await upsd(told))).toEqual({ onMains: true, batteryPercent: 87 });
    daemon?.close();
    const battery = { 'battery.charge': '41', 'ups.status': 'OB DISCHRG LB' };
    const port = await upsd(battery, true);
    expect(await readUps(port)).toEqual({ onMains: false, batteryPercent: 41 });
    expect(await readPower(nothing, () => readUps(port))).toEqual({ source: 'battery', batteryPercent: 41 });
  });

  it('HLT12 EQP56 is not known without a daemon, without a UPS, and while the UPS says neither', async () => {
    expect(await readUps(await upsd(null))).toBeNull();
    daemon?.close();
    expect(await readUps(await upsd({ 'ups.status': 'WAIT' }))).toBeNull();
    daemon?.close();
    const closed = await upsd({});
    await new Promise((resolve) => daemon!.close(resolve));
    daemon = undefined;
    expect(await readUps(closed)).toBeNull();
    expect(await readPower(nothing, async () => null)).toEqual({ source: 'unknown', batteryPercent: null });
  });
});
