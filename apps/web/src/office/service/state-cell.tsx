import { type ComponentKind, componentOfDevice, isDeviceCause, type TestedDevice } from '@rekam/domain';
import type { ServiceStateView } from '@rekam/protocol/http/service-api.ts';
import { formatDate, formatMoment, midSentence } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { useEquipmentTerms } from '../equipment/terms.ts';
import { Tag, type Tone } from '../frame/pieces.tsx';
import { useMoment, useZone } from '../session.tsx';

const tones: Readonly<Record<ServiceStateView['condition'], Tone>> = {
  open: 'good',
  limited: 'warn',
  stopped: 'bad',
  unknown: 'still',
};

/** Causes that have no beginning worth telling. */
const undated: readonly ServiceStateView['cause'][] = ['not-known-yet', 'no-counter'];

/** How a service stands, with why and since when where it is not simply open. */
export function StateCell({ state }: { readonly state: ServiceStateView }) {
  const w = useWords(serviceWords);
  const moment = useMoment();
  const { offsetMinutes } = useZone();
  const { condition, cause, since, expectedUntil, source, asOf } = state;
  const devices = useDevicesOf(state);
  /** Lists and letters tell days, which begin at midnight; an hour that nobody told is not shown. */
  const beginning = (at: string): string => moment(at).replace(/ 00:00$/, '');
  return (
    <>
      <Tag tone={tones[condition]}>{w.conditions[condition]}</Tag>
      {cause === null ? null : <small>{devices ? `${w.causes[cause]} (${devices})` : w.causes[cause]}</small>}
      {cause === null || undated.includes(cause) || since === null ? null : (
        <small className="soft">{w.since(beginning(since))}</small>
      )}
      {expectedUntil === null ? null : <small className="soft">{w.until(formatDate(expectedUntil))}</small>}
      {source === 'centre' && asOf !== null ? (
        <small className="soft">
          {w.of(w.sources.centre, formatMoment(asOf, offsetMinutes).slice(0, 10))}
        </small>
      ) : null}
    </>
  );
}

/** Which devices a cause speaks of, by their names in the register; empty where it speaks of none. */
function useDevicesOf({ cause, missing }: ServiceStateView): string {
  const { kinds } = useEquipmentTerms();
  if (!isDeviceCause(cause) && cause !== 'fewer-counters') return '';
  const named = missing.map(
    (kind) => kinds[componentOfDevice[kind as TestedDevice] ?? (kind as ComponentKind)],
  );
  return [...new Set(named.map(midSentence))].join(', ');
}
