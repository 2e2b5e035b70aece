import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { BareStation } from '@rekam/testkit/bare-station.ts';
import { makePacket } from '@rekam/testkit/packet-maker.ts';
import { crossSignature } from '@rekam/testkit/recording.ts';
import type { RunningOffice } from '@rekam/testkit/running-office.ts';
import { givenFinger, touchOfHand } from './hands.ts';
import type { Applicant } from './residents.ts';

const counters = 4;
/** Faces drawn; residents share them, as drawing one costs more than sealing a packet. */
const faces = 16;
/** Beside photo and signature, bytes: these residents are here for what comes after their recording. */
const otherSampleBytes = 20_000;
/** How long the office may go on without opening one more, ms. */
const patienceMs = 120_000;
const lookEveryMs = 200;
const dayMs = 86_400_000;

/** Records everybody at four counters of the office. @returns how many recordings count there in the end */
export async function recordAll(
  office: RunningOffice,
  placeId: string,
  applicants: readonly Applicant[],
  onProgress: (counted: number) => void,
): Promise<number> {
  const [administrator, head] = await Promise.all([
    office.signedIn('administrator'),
    office.signedIn('head'),
  ]);
  const before = await countedAt(head);
  const photos = Array.from({ length: faces }, (_, seed) =>
    encodeRgbJpeg(drawFace({ seed: `issuance ${seed}`, background: seed % 2 ? 'red' : 'blue' }), 80),
  );
  const signature = Buffer.from(crossSignature().pngBase64, 'base64');
  const recordAt = async (counter: number): Promise<void> => {
    const { code } = await administrator.call(officeApi.makeStationCode, {
      body: { placeId, name: `Loket ${counter + 1}` },
    });
    const station = await BareStation.enrol(office.url, code);
    for (let serial = counter; serial < applicants.length; serial += counters) {
      const applicant = applicants[serial]!;
      const packet = await makePacket({
        settings: station.settings,
        stationKey: station.key,
        serial: serial + 1,
        sampleBytes: otherSampleBytes,
        photo: photos[serial % faces]!,
        signature,
        biodata: applicant.biodata,
        fingers: new Map(
          applicant.fetching === 'no-print' ? [] : [[givenFinger, touchOfHand(applicant.hand, 1)]],
        ),
        at: Date.now() - applicant.recordedDaysAgo * dayMs,
      });
      const { state, problem } = await station.send(packet);
      if (state !== 'received') throw new Error(`a recording was not received: ${state} ${problem}`);
    }
    station.close();
  };
  const recording = Promise.all(Array.from({ length: counters }, (_, counter) => recordAt(counter)));
  const counted = untilCounted(head, before, applicants.length, onProgress);
  await recording;
  return counted;
}

async function untilCounted(
  head: ApiClient,
  before: number,
  wanted: number,
  onProgress: (counted: number) => void,
): Promise<number> {
  let counted = 0;
  let movedAt = performance.now();
  while (counted < wanted && performance.now() - movedAt < patienceMs) {
    const now = (await countedAt(head)) - before;
    if (now > counted) movedAt = performance.now();
    counted = now;
    onProgress(counted);
    await new Promise((resolve) => setTimeout(resolve, lookEveryMs));
  }
  return counted;
}

const countedAt = async (head: ApiClient): Promise<number> =>
  (await head.call(officeApi.listEnrolments, { query: { limit: 1 } })).counts.counted;
