import { mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { Agent } from 'node:http';
import { join } from 'node:path';
import { officeApi } from '@rekam/protocol';
import { startProgram } from '@rekam/protocol/process/running-program.ts';
import { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation, exchange } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';

const root = '/work/main';
const dir = mkdtempSync('/tmp/zzb-');
const cpu = (match: (cmd: string) => boolean) => {
  if ((match as unknown) === 'PG') return pgCpu();
  let s = 0;
  for (const p of readdirSync('/proc'))
    if (/^\d+$/.test(p))
      try {
        const cmd = readFileSync(`/proc/${p}/cmdline`, 'utf8');
        if (!match(cmd)) continue;
        const st = readFileSync(`/proc/${p}/stat`, 'utf8');
        const f = st.slice(st.lastIndexOf(')') + 2).split(' ');
        s += Number(f[11]) + Number(f[12]);
      } catch {}
  return s * 10;
};
const pgCpu = () => {
  const pm = readFileSync(dir + '/office/pg/postmaster.pid', 'utf8').split('\n')[0];
  let s = 0;
  for (const p of readdirSync('/proc'))
    if (/^\d+$/.test(p))
      try {
        const st = readFileSync(`/proc/${p}/stat`, 'utf8');
        const f = st.slice(st.lastIndexOf(')') + 2).split(' ');
        if (p === pm || f[1] === pm) s += Number(f[11]) + Number(f[12]);
      } catch {}
  return s * 10;
};
const office = startProgram(
  join(root, 'apps/server/src/main.ts'),
  ['--data', dir + '/office', '--port', '9777'],
  { errors: 'inherit' },
);
const ev = await office.waitFor((e) => e.event === 'listening');
const head = new ApiClient('http://127.0.0.1:9777');
await head.call(officeApi.setUp, {
  body: {
    setupKey: String(ev.setupKey),
    regencyCode: '53.71',
    timeZone: 'WITA',
    head: { username: 'kepala', password: 'rahasia-besar-1', name: 'Kepala' },
  },
});
const place = (await head.call(officeApi.listPlaces, {}))[0]!;
const bare = startProgram(join(root, 'apps/cli/src/bench/bare-receiver.ts'), [dir + '/bare']);
const bareUrl = String((await bare.waitFor((e) => e.event === 'listening')).url);
let serial = 1;
const pgm = 'PG' as never;
const ofm = (c: string) => c.includes('server/src/main.ts') && c.includes(dir);
const bm = (c: string) => c.includes('bare-receiver') && c.includes(dir);
for (const n of [1, 6, 30]) {
  const st = [];
  for (let i = 0; i < n; i++) {
    const { code } = await head.call(officeApi.makeStationCode, {
      body: { placeId: place.id, name: 'L' + serial + i },
    });
    st.push(await BareStation.enrol('http://127.0.0.1:9777', code));
  }
  const each = n === 1 ? 60 : n === 6 ? 15 : 5;
  const loads = [];
  for (const s of st) {
    const ps = [];
    for (let i = 0; i < each; i++)
      ps.push(
        await makePacket({ settings: s.settings, stationKey: s.key, serial: serial++, sampleBytes: 2e6 }),
      );
    loads.push({ s, ps });
  }
  const N = n * each;
  let c0 = cpu(bm),
    t = performance.now();
  await Promise.all(
    loads.map(async ({ ps }) => {
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      for (const p of ps)
        await exchange(
          agent,
          new URL(bareUrl),
          'PUT',
          { 'content-type': 'application/octet-stream' },
          p.bytes,
        );
      agent.destroy();
    }),
  );
  const bareMs = performance.now() - t;
  const bareCpu = (cpu(bm) - c0) / N;
  const o0 = cpu(ofm),
    p0 = cpu(pgm);
  const m0 = process.cpuUsage();
  t = performance.now();
  await Promise.all(
    loads.map(async ({ s, ps }) => {
      for (const p of ps) {
        const r = await s.send(p);
        if (r.state !== 'received') throw new Error(JSON.stringify(r));
      }
    }),
  );
  const ms = performance.now() - t;
  const mu = process.cpuUsage(m0);
  const o1 = cpu(ofm),
    p1 = cpu(pgm);
  let opened = 0;
  for (;;) {
    const { counts } = await head.call(officeApi.listEnrolments, { query: { limit: 1 } });
    opened = counts.received;
    if (!opened) break;
    await new Promise((r) => setTimeout(r, 30));
  }
  const oms = performance.now() - t;
  const o2 = cpu(ofm),
    p2 = cpu(pgm);
  console.log(
    n,
    'bare/s',
    ((N * 1000) / bareMs).toFixed(1),
    'cpu',
    bareCpu.toFixed(1),
    '| recv/s',
    ((N * 1000) / ms).toFixed(1),
    'ratio',
    (bareMs / ms).toFixed(2),
    'officeCpu',
    ((o1 - o0) / N).toFixed(1),
    'pg',
    ((p1 - p0) / N).toFixed(1),
    'client',
    ((mu.user + mu.system) / 1000 / N).toFixed(1),
    '| opened/s',
    ((N * 1000) / oms).toFixed(1),
    'officeCpu total',
    ((o2 - o0) / N).toFixed(1),
    'pg',
    ((p2 - p0) / N).toFixed(1),
  );
}
await bare.stop();
await office.stop();
rmSync(dir, { recursive: true, force: true });
