/** What was promised in the course of a schedule, and whether it was kept. */
import type { EnrolmentRow } from '@rekam/protocol/http/enrolment-api.ts';

export interface Promised {
  readonly packetId: string;
  readonly enrolmentId: string;
  readonly nik: string;
  readonly seed: number;
  readonly station: number;
}

/** One broken promise, with the seed that replays it. */
export interface Breach {
  /** `stuck`: the schedule could not be played to its end, so nothing is known of it. */
  readonly kind: 'lost' | 'duplicated' | 'falselyAcknowledged' | 'stuck';
  readonly seed: number;
  readonly packetId: string;
  readonly what: string;
}

export class Ledger {
  /** Recordings of which the operator was told that they are recorded. */
  readonly acknowledged = new Map<string, Promised>();
  /** Every recording that was begun; those not acknowledged may or may not exist. */
  readonly begun = new Map<string, Promised>();
  readonly breaches: Breach[] = [];

  breach(kind: Breach['kind'], { seed, packetId }: Pick<Promised, 'seed' | 'packetId'>, what: string): void {
    const known = this.breaches.some((b) => b.packetId === packetId && b.kind === kind);
    if (!known) this.breaches.push({ kind, seed, packetId, what });
  }

  /** Schedules that did not come to their end; their packets may still be on their stations. */
  stuckSeeds(): Set<number> {
    return new Set(this.breaches.filter(({ kind }) => kind === 'stuck').map(({ seed }) => seed));
  }
}

/**
 * Compares all that the office counts with what was promised: every acknowledged recording is there, every recording
 * is there once, and of one resident's recordings one counts and the others are held.
 */
export function compareWithOffice(ledger: Ledger, rows: readonly EnrolmentRow[]): void {
  const byPacket = Map.groupBy(rows, ({ packetId }) => packetId);
  const stuck = ledger.stuckSeeds();
  for (const promised of ledger.acknowledged.values())
    if (!stuck.has(promised.seed) && !byPacket.has(promised.packetId))
      ledger.breach('lost', promised, 'acknowledged, and not at the office');
  for (const [packetId, ofPacket] of byPacket) {
    const promised = ledger.begun.get(packetId);
    if (promised && ofPacket.length > 1)
      ledger.breach('duplicated', promised, 'one packet, several recordings');
  }
  const residents = Map.groupBy(
    [...ledger.begun.values()].filter(({ packetId }) => byPacket.has(packetId)),
    ({ nik }) => nik,
  );
  for (const ofResident of residents.values()) {
    const states = ofResident.map(({ packetId }) => byPacket.get(packetId)![0]!);
    const counted = states.filter(({ state }) => state === 'counted').length;
    const heldForIt = states.filter(
      ({ state, heldReason }) => state === 'held' && heldReason === 'HELD_SAME_RESIDENT',
    ).length;
    const told = states.map(({ state, heldReason }) => heldReason ?? state).join(', ');
    if (counted > 1) ledger.breach('duplicated', ofResident[0]!, `one resident counted ${counted} times`);
    else if (counted === 0 || counted + heldForIt !== states.length)
      ledger.breach('lost', ofResident[0]!, `recordings of one resident are ${told}`);
  }
}
