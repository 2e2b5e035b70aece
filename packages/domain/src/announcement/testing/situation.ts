/** Six places of Kota Kupang in March 2017, and how they stand: what tests begin with. */
import { type Instant, toInstant } from '../../kernel/calendar.ts';
import { makeId, type PlaceId } from '../../kernel/ids.ts';
import { openingAt } from '../../service-status/opening-hours.ts';
import {
  openSince,
  type Service,
  type ServiceState,
  services,
  unknownYet,
} from '../../service-status/service.ts';
import type { KnownDrafts, OpenDraft } from '../decide-drafts.ts';
import { type AnnouncedFacts, factsOf, type Situation } from '../matter.ts';

/** Tuesday 28 March 2017, ten in the morning in Kupang. */
const startMs = Date.parse('2017-03-28T10:00:00+08:00');
export const after = (minutes: number): Instant => toInstant(startMs + minutes * 60_000);
export const calendar = { weeks: [], specialDays: [], closings: [], offsetMinutes: 480 };
export const names = ['Oebobo', 'Alak', 'Kelapa Lima', 'Maulafa', 'Kota Raja', 'Kota Lama'];
export const placeIds = names.map((_, index) => makeId('place', index + 1, new Uint8Array(10)));
export const [oebobo, alak] = placeIds as [PlaceId, PlaceId];

export const open = openSince(after(0));
export const stopped = (minutes = 0): ServiceState => ({
  ...unknownYet,
  condition: 'stopped',
  cause: 'device-missing',
  missing: ['iris'],
  since: after(minutes),
  asOf: after(minutes),
  source: 'station',
});
export const stated = (condition: 'stopped' | 'open'): ServiceState => ({
  ...stopped(),
  condition,
  cause: condition === 'open' ? null : 'blanks',
  missing: [],
  source: 'officer',
});

/** States of recording by place, open where nothing is said; the other services alike everywhere. */
export function situation(
  rekam: Readonly<Record<number, ServiceState>>,
  minutes = 0,
  others: Partial<Record<Service, ServiceState>> = {},
  city: Partial<Record<Service, ServiceState>> = {},
): Situation {
  const at = after(minutes);
  const places = placeIds.map((placeId, index) => {
    const own = Object.fromEntries(
      services.map((service) => [
        service,
        service === 'rekam' ? (rekam[index] ?? open) : (others[service] ?? unknownYet),
      ]),
    ) as Record<Service, ServiceState>;
    return {
      placeId,
      kind: 'kecamatan' as const,
      name: names[index]!,
      regionCode: `53.71.0${index + 1}`,
      location: { latitude: -10.1 - index / 100, longitude: 123.6 },
      rekam: own.rekam,
      opening: openingAt(calendar, at),
      quota: null,
      begunToday: 0,
      calendar,
      status: {
        placeId,
        services: own,
        legs: [unknownYet, unknownYet] as const,
        counters: [own.rekam],
        conflicts: [],
        overtaken: [],
      },
    };
  });
  const all = Object.values(rekam);
  const cityRekam =
    all.length === 6 ? all[0]! : all.length === 0 ? open : { ...all[0]!, condition: 'limited' as const };
  const cityStates = Object.fromEntries(
    services.map((service) => [service, others[service] ?? (service === 'rekam' ? cityRekam : unknownYet)]),
  ) as Record<Service, ServiceState>;
  return { at, city: { ...cityStates, ...city }, places };
}

export const none: KnownDrafts = { drafts: [], announced: [], dismissed: [] };
export const draftOf = (facts: AnnouncedFacts, rest: Partial<OpenDraft> = {}): OpenDraft => ({
  id: makeId('announcement-draft', 1, new Uint8Array(10)),
  service: facts.service,
  placeId: facts.placeId,
  asked: false,
  facts,
  overtaken: null,
  ...rest,
});
export const factsAt = (
  of: Situation,
  placeId: PlaceId | null = oebobo,
  service: Service = 'rekam',
): AnnouncedFacts => factsOf({ service, placeId }, of)!;
export const evening = 10 * 60;

export const facts = factsAt(situation({ 0: stopped() }));
export const refusal = (code: string) => ({ ok: false, code });
export const paragraphs = {
  title: 'Perekaman berhenti',
  what: 'Sejak pagi.',
  why: '',
  still: '',
  instead: '',
};
