/** Six invented sets for the city of the demo, with owners as offices really have them, and some of it broken. */
import type { ComponentKind, Description, FaultReport, PlainDate } from '@rekam/domain';

export interface DemoComponent {
  readonly description: Description;
  readonly fault?: Pick<FaultReport, 'symptom' | 'cause' | 'effect' | 'note'> & { readonly daysAgo: number };
}
export interface DemoSet {
  /** Name of the kecamatan's place. */
  readonly place: string;
  readonly components: readonly DemoComponent[];
}

/** Invented makers: no vendor stands in a demo. */
const models: Readonly<Record<ComponentKind, readonly [make: string, model: string, code: string]>> = {
  computer: ['Lontar', 'PC-11', 'LPC'],
  camera: ['Sasando', 'DS-1100', 'SDS'],
  'fingerprint-scanner': ['Cendana', 'FS-442', 'CFS'],
  'iris-scanner': ['Cendana', 'IR-2', 'CIR'],
  'signature-pad': ['Tenun', 'SP-9', 'TSP'],
  'card-reader': ['Tenun', 'CR-3', 'TCR'],
  ups: ['Ombak', 'U-1200', 'OU'],
  network: ['Jaringan kantor', 'VPN', 'VPN'],
  'local-server': ['Lontar', 'SV-2', 'LSV'],
  'card-printer': ['Kesambi', 'KP-80', 'KKP'],
};

const component = (
  kind: ComponentKind,
  number: number,
  renewed: boolean,
  fault?: DemoComponent['fault'],
): DemoComponent => {
  const [make, model, code] = models[kind];
  const description: Description = {
    kind,
    make,
    model,
    serial: `${code}-${renewed ? '22' : '11'}-${String(number).padStart(4, '0')}`,
    firmware: kind.endsWith('scanner') ? (renewed ? '3.2' : '1.8') : null,
    boughtOn: (renewed ? '2022-01-17' : '2012-02-06') as PlainDate,
    funding: renewed ? 'apbd-regency' : 'apbn',
    priceIdr: null,
    owner: { kind: renewed ? 'bmd-apbd' : kind === 'local-server' ? 'unrecorded' : 'bmn' },
    warrantyUntil: null,
  };
  return fault ? { description, fault } : { description };
};

/** What the SOP lists for a set, and what keeps it running. */
export const kindsOfSet: readonly ComponentKind[] = [
  'computer',
  'camera',
  'fingerprint-scanner',
  'iris-scanner',
  'signature-pad',
  'card-reader',
  'ups',
  'network',
];

const broken: Readonly<Record<string, Partial<Record<ComponentKind, DemoComponent['fault']>>>> = {
  'Kecamatan Alak': {
    'iris-scanner': {
      symptom: 'cable-torn',
      cause: 'animals',
      effect: 'stops',
      note: 'kabel digigit tikus',
      daysAgo: 12,
    },
  },
  'Kecamatan Kota Lama': {
    'fingerprint-scanner': {
      symptom: 'not-detected',
      cause: 'lightning',
      effect: 'stops',
      note: 'mati sejak hujan petir',
      daysAgo: 41,
    },
    ups: { symptom: 'burnt', cause: 'lightning', effect: 'stops', note: '', daysAgo: 41 },
  },
  'Kecamatan Maulafa': {
    camera: { symptom: 'poor-quality', cause: 'wear', effect: 'limits', note: 'gambar buram', daysAgo: 5 },
  },
};

const renewedAt = ['Kecamatan Alak', 'Kecamatan Kelapa Lima'];

export const demoSets: readonly DemoSet[] = [
  'Kecamatan Alak',
  'Kecamatan Kelapa Lima',
  'Kecamatan Kota Lama',
  'Kecamatan Kota Raja',
  'Kecamatan Maulafa',
  'Kecamatan Oebobo',
].map((place, i) => ({
  place,
  components: kindsOfSet.map((kind) =>
    component(kind, i + 1, renewedAt.includes(place), broken[place]?.[kind]),
  ),
}));

/** Spares kept at the Disdukcapil. */
export const demoSpares: readonly DemoComponent[] = [
  component('camera', 7, false),
  component('signature-pad', 7, false),
  component('ups', 7, true),
  component('card-printer', 1, false),
  component('local-server', 1, false, {
    symptom: 'disk-full',
    cause: 'wear',
    effect: 'limits',
    note: '',
    daysAgo: 3,
  }),
];
