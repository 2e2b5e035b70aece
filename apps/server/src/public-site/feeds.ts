/** Rule PUB8: the same facts for machines. */
import { type ServiceState, services } from '@rekam/domain';
import { csvCell } from '../ports/csv-cell.ts';
import { type Site, slugOf } from './pages.ts';

const fact = ({
  condition,
  cause,
  missing,
  since,
  expectedUntil,
  asOf,
  source,
  reference,
}: ServiceState) => ({
  condition,
  cause,
  missing,
  since,
  expectedUntil,
  asOf,
  source,
  reference: source === 'officer' ? reference : null,
});

const factsOf = (of: Readonly<Record<(typeof services)[number], ServiceState>>) =>
  Object.fromEntries(services.map((service) => [service, fact(of[service])]));

export function statusJson({ officeName, snapshot, queue }: Site): string {
  return JSON.stringify({
    office: officeName,
    asOf: snapshot.at,
    waitingForCards: queue.residents,
    city: factsOf(snapshot.city),
    places: snapshot.places.map((place) => ({
      name: place.name,
      path: `/layanan/tempat/${slugOf(place)}`,
      regionCode: place.regionCode,
      openNow: place.opening.isOpen,
      hoursToday: place.opening.today,
      quota: place.quota,
      begunToday: place.begunToday,
      services: factsOf(place.status.services),
      repairs: place.repairs,
    })),
  });
}

export function statusCsv({ snapshot }: Site): string {
  const head = 'tempat,layanan,keadaan,sebab,yang_tidak_ada,sejak,diperkirakan_sampai,per,sumber';
  const rows = [
    { name: 'Kota', of: snapshot.city },
    ...snapshot.places.map(({ name, status }) => ({ name, of: status.services })),
  ];
  const lines = rows.flatMap(({ name, of }) =>
    services.map((service) => {
      const { condition, cause, missing, since, expectedUntil, asOf, source } = of[service];
      return [name, service, condition, cause, missing.join(' '), since, expectedUntil, asOf, source]
        .map(csvCell)
        .join(',');
    }),
  );
  return `${[head, ...lines].join('\r\n')}\r\n`;
}
