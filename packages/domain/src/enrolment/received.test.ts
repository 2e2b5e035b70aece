import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { plainDate, toInstant } from '../kernel/calendar.ts';
import type { PacketId } from '../kernel/ids.ts';
import { makeId } from '../kernel/ids.ts';
import type { HeldReason } from './held.ts';
import { heldChoices, heldReasons } from './held.ts';
import type { CountedRecording, OpenedRecording, ReceivedFact, ReceivedState } from './received.ts';
import { decideHeld, decideOpened, receivedStates, receivedTransitions, stateAfter } from './received.ts';
import { biodata, enrolmentId, supervisorId } from './testing/counter.ts';

const bytes = new Uint8Array(10);
const packet = (n: number) => makeId('packet', n, bytes);
const readable = { readable: true, enrolmentId, biodata, reopened: false } as const;
const resident = { biodata, recorded: null, diedOn: null };
const earlierOne = (part: Partial<CountedRecording> = {}): CountedRecording => ({
  packetId: packet(1),
  nik: biodata.nik,
  receivedAt: toInstant(1000),
  decided: false,
  ...part,
});
const opened = (part: Partial<OpenedRecording> = {}) =>
  decideOpened({
    recording: { packetId: packet(2), receivedAt: toInstant(2000), state: 'received' },
    reading: readable,
    stationState: 'active',
    earlier: null,
    resident,
    ...part,
  });
const held = (reason: HeldReason, rivalId: PacketId | null = null) => ({
  ok: true,
  value: [{ packetId: packet(2), kind: 'recording-held', reason, rivalId }],
});
const counted = (flags: string[] = []) => ({
  ok: true,
  value: [{ packetId: packet(2), kind: 'recording-counted', flags }],
});

describe('an opened recording', () => {
  it('ENR50 counts when it is the only one', () => {
    expect(opened()).toEqual(counted());
  });

  it('ENR51 is held when one of the same resident was received before', () => {
    expect(opened({ earlier: earlierOne() })).toEqual(held('HELD_SAME_RESIDENT', packet(1)));
  });

  it('ENR51 takes the place of one that was received later and opened earlier', () => {
    const later = earlierOne({ packetId: packet(3), receivedAt: toInstant(3000) });
    expect(opened({ earlier: later })).toEqual({
      ok: true,
      value: [
        { packetId: packet(3), kind: 'recording-held', reason: 'HELD_SAME_RESIDENT', rivalId: packet(2) },
        { packetId: packet(2), kind: 'recording-counted', flags: [] },
      ],
    });
  });

  it('ENR54 the centre’s word about the one that counted is no recording before Rekam', () => {
    const later = earlierOne({ packetId: packet(3), receivedAt: toInstant(3000) });
    const recorded = { status: 'PRINT_READY_RECORD', source: 'SIAK', asOf: plainDate(2026, 11, 20) };
    expect(opened({ earlier: later, resident: { ...resident, recorded } })).toMatchObject({
      value: [{ kind: 'recording-held' }, { kind: 'recording-counted', flags: [] }],
    });
  });

  it('ENR57 does not displace what a supervisor decided', () => {
    const decided = earlierOne({ packetId: packet(3), receivedAt: toInstant(3000), decided: true });
    expect(opened({ earlier: decided })).toEqual(held('HELD_SAME_RESIDENT', packet(3)));
  });

  it.each([
    'HELD_CANNOT_OPEN',
    'HELD_SIGNATURE_INVALID',
    'HELD_MANIFEST_MALFORMED',
    'HELD_VERSION_UNKNOWN',
    'HELD_HASH_DIFFERS',
  ] as const)('ENR53 is held with %s when that is what reading it showed', (problem) => {
    expect(opened({ reading: { readable: false, problem } })).toEqual(held(problem));
    expect(opened({ reading: { readable: false, problem }, stationState: 'revoked' })).toEqual(held(problem));
  });

  it('ENR53 is held when its station is unknown or revoked', () => {
    expect(opened({ stationState: 'revoked' })).toEqual(held('HELD_STATION_REVOKED'));
    expect(opened({ stationState: 'unknown' })).toEqual(held('HELD_STATION_UNKNOWN'));
  });

  it('ENR54 is held when the resident was recorded before Rekam, unless opened again', () => {
    const recorded = { status: 'PRR', source: 'SIAK', asOf: null };
    expect(opened({ resident: { ...resident, recorded } })).toEqual(held('HELD_SAME_RESIDENT'));
    expect(opened({ resident: { ...resident, recorded }, reading: { ...readable, reopened: true } })).toEqual(
      counted(['recorded-again']),
    );
    expect(opened({ resident: { ...resident, recorded: { ...recorded, status: 'rekam' } } })).toEqual(
      counted(),
    );
    expect(opened({ resident: { ...resident, recorded: { ...recorded, status: 'BELUM REKAM' } } })).toEqual(
      counted(),
    );
  });

  it('ENR51 reopened or not, a second recording here is held', () => {
    expect(opened({ earlier: earlierOne(), reading: { ...readable, reopened: true } })).toEqual(
      held('HELD_SAME_RESIDENT', packet(1)),
    );
  });

  it('ENR55 counts and is flagged when the office does not know the resident, or otherwise', () => {
    expect(opened({ resident: null })).toEqual(counted(['resident-unknown']));
    for (const other of [
      { name: 'X' },
      { birthDate: plainDate(1999, 1, 1) },
      { sex: 'LAKI-LAKI' },
    ] as const) {
      expect(opened({ resident: { ...resident, biodata: { ...biodata, ...other } } })).toEqual(
        counted(['biodata-differs']),
      );
    }
    expect(opened({ resident: { ...resident, biodata: { ...biodata, address: 'X' } } })).toEqual(counted());
  });

  it('ENR58 is opened once', () => {
    for (const state of receivedStates.filter((other) => other !== 'received')) {
      const recording = { packetId: packet(2), receivedAt: toInstant(2000), state };
      expect(opened({ recording })).toMatchObject({ ok: false, code: 'ENROLMENT_NOT_WAITING' });
    }
  });
});

describe('a held recording', () => {
  const by = supervisorId;
  const decide = (
    decision: 'count' | 'set-aside' | 'open-again',
    reason: HeldReason | null = 'HELD_SAME_RESIDENT',
    part: { state?: ReceivedState; said?: string; rivalId?: PacketId | null } = {},
  ) =>
    decideHeld(
      { packetId: packet(2), state: part.state ?? 'held', reason },
      { decision, reason: part.said ?? 'sidik jari sama', by, rivalId: part.rivalId ?? null },
    );

  it('ENR56 counts in place of its rival', () => {
    expect(decide('count', 'HELD_SAME_RESIDENT', { rivalId: packet(1) })).toMatchObject({
      ok: true,
      value: [
        { packetId: packet(1), kind: 'recording-set-aside', supersededBy: packet(2), by },
        { packetId: packet(2), kind: 'held-recording-counted', reason: 'sidik jari sama', by },
      ],
    });
    expect(decide('count')).toMatchObject({ value: [{ kind: 'held-recording-counted' }] });
  });

  it.each(heldReasons)(
    'ENR56 %s: counts only when read and certain, may be set aside and opened again',
    (reason) => {
      const certain = reason === 'HELD_SAME_RESIDENT' || reason === 'HELD_STATION_REVOKED';
      expect(heldChoices[reason].count).toBe(certain);
      expect(decide('count', reason)).toMatchObject(
        certain ? { ok: true } : { code: 'ENROLMENT_HELD_NOT_COUNTABLE' },
      );
      expect(decide('set-aside', reason).ok).toBe(true);
      expect(decide('open-again', reason)).toMatchObject({ value: [{ kind: 'recording-opened-again' }] });
    },
  );

  it('ENR56 only what is held is decided; what was set aside may be opened again', () => {
    for (const state of receivedStates) {
      for (const decision of ['count', 'set-aside', 'open-again'] as const) {
        const allowed = receivedTransitions[state][decision] === 'allowed';
        expect(decide(decision, 'HELD_SAME_RESIDENT', { state }).ok).toBe(allowed);
      }
    }
    expect(decide('open-again', null, { state: 'set-aside' }).ok).toBe(true);
    expect(decide('count', null)).toMatchObject({ code: 'ENROLMENT_HELD_NOT_COUNTABLE' });
  });

  it('ENR57 is decided with a reason', () => {
    for (const decision of ['count', 'set-aside', 'open-again'] as const) {
      expect(decide(decision, 'HELD_SAME_RESIDENT', { said: ' ok   ' })).toMatchObject({
        code: 'ENROLMENT_REASON_MISSING',
      });
    }
  });
});

describe('whatever happens', () => {
  interface Recording {
    readonly packetId: PacketId;
    readonly nik: string;
    readonly receivedMs: number;
    state: ReceivedState;
    reason: HeldReason | null;
    decided: boolean;
  }
  const office = (received: readonly { nik: string; receivedMs: number }[]) => {
    const all: Recording[] = received.map((one, i) => ({
      ...one,
      packetId: packet(i),
      state: 'received',
      reason: null,
      decided: false,
    }));
    const apply = (facts: readonly ReceivedFact[]) => {
      for (const fact of facts) {
        const recording = all.find(({ packetId }) => packetId === fact.packetId)!;
        recording.state = stateAfter[fact.kind];
        recording.reason = fact.kind === 'recording-held' ? fact.reason : null;
        recording.decided = fact.kind === 'held-recording-counted';
      }
    };
    const findCounted = ({ nik, packetId }: Recording) =>
      all.find((other) => other.nik === nik && other.state === 'counted' && other.packetId !== packetId) ??
      null;
    const open = (recording: Recording) => {
      const earlier = findCounted(recording);
      const decided = decideOpened({
        recording: { ...recording, receivedAt: toInstant(recording.receivedMs) },
        reading: { ...readable, biodata: { ...biodata, nik: recording.nik } },
        stationState: 'active',
        earlier: earlier && { ...earlier, receivedAt: toInstant(earlier.receivedMs) },
        resident: null,
      });
      if (decided.ok) apply(decided.value);
    };
    const decide = (recording: Recording, decision: 'count' | 'set-aside' | 'open-again') => {
      const rivalId = findCounted(recording)?.packetId ?? null;
      const decided = decideHeld(recording, {
        decision,
        reason: 'sidik jari sama',
        by: supervisorId,
        rivalId,
      });
      if (decided.ok) apply(decided.value);
    };
    const countedOf = (nik: string) => all.filter((one) => one.nik === nik && one.state === 'counted');
    return { all, open, decide, countedOf };
  };
  const arrivals = fc.array(
    fc.record({ nik: fc.constantFrom('a', 'b'), receivedMs: fc.integer({ min: 0, max: 5 }) }),
    { minLength: 1, maxLength: 6 },
  );

  it('ENR51 the first received counts, in whatever order packets are opened', () => {
    const withOrder = arrivals.chain((received) =>
      fc.tuple(
        fc.constant(received),
        fc.shuffledSubarray(
          received.map((_, i) => i),
          { minLength: received.length },
        ),
      ),
    );
    fc.assert(
      fc.property(withOrder, ([received, order]) => {
        const { all, open, countedOf } = office(received);
        for (const i of order) open(all[i]!);
        for (const nik of new Set(received.map((one) => one.nik))) {
          const first = all
            .filter((one) => one.nik === nik)
            .sort((a, b) => a.receivedMs - b.receivedMs || (a.packetId < b.packetId ? -1 : 1))[0];
          expect(countedOf(nik)).toEqual([first]);
        }
        expect(all.every(({ state }) => state === 'counted' || state === 'held')).toBe(true);
      }),
      { seed: 151, numRuns: 300 },
    );
  });

  it('ENR52 never do two recordings of one resident count', () => {
    const act = fc.tuple(fc.nat(), fc.constantFrom('open', 'count', 'set-aside', 'open-again'));
    fc.assert(
      fc.property(arrivals, fc.array(act, { maxLength: 40 }), (received, acts) => {
        const { all, open, decide, countedOf } = office(received);
        for (const [n, what] of acts) {
          const recording = all[n % all.length]!;
          if (what === 'open') open(recording);
          else decide(recording, what);
          for (const nik of ['a', 'b']) expect(countedOf(nik).length).toBeLessThanOrEqual(1);
        }
        expect(all).toHaveLength(received.length);
      }),
      { seed: 152, numRuns: 300 },
    );
  });
});
