/** A small recording of an invented resident, for tests and for the stored samples of old versions. */
import { createHash } from 'node:crypto';
import type { Instant, PlainDate } from '@rekam/domain';
import type { Manifest } from './manifest.ts';

const id = (prefix: string, digit: string): string => `${prefix}_${digit.repeat(32)}`;
const clock = (at: string) => ({ at: at as Instant, trusted: true, offsetMs: 120 });

/** @param samples in the order in which the manifest shall list them */
export function sampleManifest(samples: ReadonlyMap<string, Uint8Array>): Manifest {
  const [first = ''] = samples.keys();
  return {
    format: 'rekam.packet',
    version: 3,
    packetId: id('pkt', '1'),
    enrolmentId: id('enr', '2'),
    station: {
      id: id('sta', '3'),
      name: 'Loket 1',
      place: { id: id('plc', '4'), kind: 'kecamatan', name: 'Kelapa Lima', regionCode: '53.71.04' },
      softwareVersion: '0.1.0',
    },
    operator: { id: id('ofc', '5') },
    resident: {
      biodata: {
        nik: '5371041508070001',
        familyCardNumber: null,
        name: 'WARGA CONTOH',
        birthPlace: 'KUPANG',
        birthDate: '2007-08-15' as PlainDate,
        sex: 'LAKI-LAKI',
        bloodGroup: '-',
        religion: 'KRISTEN',
        maritalStatus: 'BELUM KAWIN',
        occupation: 'PELAJAR/MAHASISWA',
        nationality: 'WNI',
        address: 'JL. CONTOH',
        rt: '001',
        rw: '002',
        kelurahanCode: '53.71.04.1001',
      },
      known: true,
      confirmedAt: clock('2026-02-03T01:00:20.000Z'),
      warnings: [],
    },
    grounds: { kind: 'age', ageYears: 18, cardFrom: null, policyVersion: 1, reopening: null },
    startedAt: clock('2026-02-03T01:00:00.000Z'),
    sealedAt: clock('2026-02-03T01:04:10.000Z'),
    steps: [{ step: 'photo', ms: 21_000, attempts: 1, outcome: 'done' }],
    devices: [],
    captures: [
      {
        subject: 'FA',
        purpose: 'enrolment',
        sampleName: first,
        qualityScore: 71,
        threshold: 50,
        attempt: 1,
        attempts: 1,
        forced: false,
        source: 'browser-camera',
        deviceSerialNo: null,
        sbi: null,
        background: { wanted: 'red', seen: 'red' },
        engineQuality: null,
        comparison: null,
      },
    ],
    exceptions: [],
    unverified: [],
    owed: [],
    statement: null,
    receiptCode: 'CONTOH-1',
    samples: [...samples].map(([name, bytes]) => ({
      name,
      mediaType: 'application/octet-stream',
      bytes: bytes.length,
      sha256: createHash('sha256').update(bytes).digest('hex'),
    })),
  };
}
