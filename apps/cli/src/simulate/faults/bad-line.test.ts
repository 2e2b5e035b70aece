import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { makeId } from '@rekam/domain';
import { seededRandom } from '@rekam/testkit/demo-city/seeded-random.ts';
import { openLineProxy } from '@rekam/testkit/line-proxy.ts';
import { describe, expect, it } from 'vitest';
import { AgentProcess } from './agent-process.ts';
import { honestOffice, OfficeWorld } from './office-world.ts';

const packetBytes = 2_000_000;
const chunkBytes = 16 * 1024;

describe('a line of 256 kbit/s with stalls, cuts and a tenth of its chunks lost', () => {
  it('SND4 brings a packet of 2 MB through, and after a cut sends at most the chunk again that was under way', {
    timeout: 120_000,
  }, async () => {
    const home = mkdtempSync(join(tmpdir(), 'rekam-line-'));
    const cache = join(home, 'compiled');
    const office = await OfficeWorld.start(honestOffice, join(home, 'office'), cache, false);
    const line = await openLineProxy(office.url, {
      bitsPerSecond: 256_000,
      chunkBytes,
      lossRate: 0.1,
      stallRate: 0.02,
      stallMs: 20_000,
      cutEveryBytes: 200_000,
      speed: 100,
      random: seededRandom('bad line').fraction,
    });
    const agent = new AgentProcess(cache);
    try {
      const identity = { ...(await office.enrolStation('Loket jauh')), officeUrl: line.url };
      await agent.tell({
        do: 'open',
        folder: join(home, 'station'),
        identity,
        after: 'nothing',
        sabotage: null,
      });
      const chance = Buffer.from('0123456789');
      const packetId = makeId('packet', Date.now(), chance);
      const enrolmentId = makeId('enrolment', Date.now(), chance);
      const nik = '5371041508070001';
      await agent.tell({ do: 'seal', recording: { packetId, enrolmentId, nik, bytes: packetBytes } });
      expect(await agent.tell({ do: 'send', rounds: 400 })).toMatchObject({ waiting: 0 });
      const { packets } = await agent.tell({ do: 'list' });
      expect(packets).toMatchObject([{ packetId, state: 'sent', whole: true }]);
      expect((await office.listRecordings()).map((row) => row.packetId)).toEqual([packetId]);

      const { up, connections, losses, cuts, stalls, elapsedMs } = line.tally;
      expect(losses).toBeGreaterThan(8);
      expect(cuts + stalls).toBeGreaterThan(0);
      // Over a perfect line the bytes alone take 62 seconds.
      expect(elapsedMs).toBeGreaterThan(62_000);
      // Every connection may carry some requests and their headers besides, and lose the chunk that the line had taken
      // and the office not yet: on a busy machine it is asked how far it came before it has read what arrived.
      expect(up).toBeGreaterThan(packetBytes);
      expect(up).toBeLessThan(packetBytes + 4_000 + connections * (4_000 + chunkBytes));
    } finally {
      await agent.kill();
      await line.close();
      await office.stop();
      rmSync(home, { recursive: true, force: true, maxRetries: 20, retryDelay: 100 });
    }
  });
});
