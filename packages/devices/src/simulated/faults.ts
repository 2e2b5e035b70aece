import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import type { FailureCode } from '../failure.ts';

/** What a fault changes: the state every call sees, the answer to a capture, or the live picture. */
type FaultReach = 'state' | 'capture' | 'stream';

interface CatalogueEntry extends Sentence {
  readonly reach: FaultReach;
  /** The failure a client sees; null where a capture still succeeds. */
  readonly seenAs: FailureCode | null;
}

/** Everything that a simulated device can be made to do wrong. */
export const faultCatalogue = {
  'not-ready': {
    reach: 'state',
    seenAs: 'sbi-110',
    id: 'alat belum siap',
    en: 'says that it is not ready',
  },
  busy: {
    reach: 'state',
    seenAs: 'sbi-111',
    id: 'alat sibuk',
    en: 'says that it is busy',
  },
  vanish: {
    reach: 'state',
    seenAs: 'vanished',
    id: 'port tertutup; dapat kembali di port lain',
    en: 'closes its port; may come back on another',
  },
  'half-open': {
    reach: 'state',
    seenAs: 'timeout',
    id: 'menerima sambungan tetapi tidak pernah menjawab',
    en: 'accepts connections and never answers',
  },
  'cut-body': {
    reach: 'capture',
    seenAs: 'cut-body',
    id: 'sambungan putus di tengah jawaban',
    en: 'drops the connection in the middle of the answer',
  },
  'slow-stream': {
    reach: 'stream',
    seenAs: 'timeout',
    id: 'gambar langsung tersendat',
    en: 'trickles the live picture',
  },
  'wrong-signature': {
    reach: 'capture',
    seenAs: 'bad-signature',
    id: 'tanda tangan tidak cocok dengan data',
    en: 'signs something else than it sends',
  },
  'expired-certificate': {
    reach: 'capture',
    seenAs: 'expired-certificate',
    id: 'sertifikat kedaluwarsa',
    en: 'signs with a certificate that has expired',
  },
  'clock-skew': {
    reach: 'capture',
    seenAs: 'clock-skew',
    id: 'jam alat salah',
    en: 'has a wrong clock',
  },
  'broken-chain': {
    reach: 'capture',
    seenAs: 'chain-broken',
    id: 'rantai hash terputus',
    en: 'gives a hash that does not follow from the one before',
  },
  oversize: {
    reach: 'capture',
    seenAs: 'oversize',
    id: 'jawaban terlalu besar',
    en: 'answers with far too many bytes',
  },
  'quality-drift': {
    reach: 'capture',
    seenAs: null,
    id: 'mutu turun tiap kali sampai dibersihkan',
    en: 'loses quality with every capture until cleaned',
  },
  hot: {
    reach: 'state',
    seenAs: 'sbi-110',
    id: 'gagal setelah panas, sampai dingin kembali',
    en: 'fails when hot, until it has cooled',
  },
} as const satisfies Record<string, CatalogueEntry>;

export type FaultName = keyof typeof faultCatalogue;
export const faultNames = Object.keys(faultCatalogue) as FaultName[];
export const isFaultName = (text: string): text is FaultName => Object.hasOwn(faultCatalogue, text);

/** How a fault is to show itself. */
export interface FaultOrder {
  readonly fault: FaultName;
  /** Captures that still go well before it begins; 0 begins at once. For `hot`: captures until it is hot. */
  readonly after?: number;
  /** Calls that it spoils before it heals by itself; left out, it stays until cleared. */
  readonly times?: number;
  /** `clock-skew`: how far the clock is ahead, ms; 10 minutes when left out. */
  readonly skewMs?: number;
  /** `quality-drift`: points lost with every capture; 7 when left out. */
  readonly pointsPerCapture?: number;
  /** `vanish`: ms until it comes back; left out, it stays away until cleared. */
  readonly backAfterMs?: number;
  /** `vanish`: comes back on the next free port instead of its own. */
  readonly otherPort?: boolean;
  /** `oversize`: bytes of the answer; 48 MB when left out. */
  readonly bytes?: number;
}

interface ActiveFault {
  readonly order: FaultOrder;
  /** Captures seen since it was ordered. */
  captures: number;
  spoiled: number;
}

/** The faults of one device at one time. */
export interface FaultBoard {
  order(order: FaultOrder): void;
  clear(fault?: FaultName): void;
  /** The order if the fault shows itself now; does not count. */
  find(fault: FaultName): FaultOrder | undefined;
  /** As `find`, and counts one spoiled call. */
  take(fault: FaultName): FaultOrder | undefined;
  /** A capture went out; faults that wait for captures come nearer. */
  countCapture(): void;
  /** Points that drift has cost by now. */
  pointsLost(): number;
  list(): readonly FaultOrder[];
}

const begun = (active: ActiveFault): boolean => active.captures >= (active.order.after ?? 0);

export function createFaultBoard(): FaultBoard {
  const active = new Map<FaultName, ActiveFault>();
  const find = (fault: FaultName): ActiveFault | undefined => {
    const entry = active.get(fault);
    return entry && begun(entry) ? entry : undefined;
  };
  return {
    order(order) {
      active.set(order.fault, { order, captures: 0, spoiled: 0 });
    },
    clear(fault) {
      if (fault) active.delete(fault);
      else active.clear();
    },
    find: (fault) => find(fault)?.order,
    take(fault) {
      const entry = find(fault);
      if (!entry) return undefined;
      entry.spoiled += 1;
      if (entry.spoiled >= (entry.order.times ?? Number.POSITIVE_INFINITY)) active.delete(fault);
      return entry.order;
    },
    countCapture() {
      for (const entry of active.values()) entry.captures += 1;
    },
    pointsLost() {
      const drift = active.get('quality-drift');
      if (!drift || !begun(drift)) return 0;
      const captures = drift.captures - (drift.order.after ?? 0) + 1;
      return captures * (drift.order.pointsPerCapture ?? 7);
    },
    list: () => [...active.values()].map((entry) => entry.order),
  };
}
