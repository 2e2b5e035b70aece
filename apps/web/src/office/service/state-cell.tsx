import type { ServiceStateView } from '@rekam/protocol/http/service-api.ts';
import { formatDate, formatMoment } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
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
  /** Lists and letters tell days, which begin at midnight; an hour that nobody told is not shown. */
  const beginning = (at: string): string => moment(at).replace(/ 00:00$/, '');
  return (
    <>
      <Tag tone={tones[condition]}>{w.conditions[condition]}</Tag>
      {cause === null ? null : <small>{w.causes[cause]}</small>}
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
