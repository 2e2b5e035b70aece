import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import type { ServiceStatusView } from '@rekam/protocol/http/service-api.ts';
import { call } from '../../parts/client.ts';
import { ProblemNotice } from '../../parts/problem-notice.tsx';
import { useWords } from '../../words/language.tsx';
import { serviceWords } from '../../words/office/service.ts';
import { useAct } from '../asking.ts';
import { FactLine, FactList, Section } from '../frame/pieces.tsx';
import { useMoment } from '../session.tsx';

/** What people have said with a source, as long as it holds. */
export function Statements({ status }: { readonly status: ServiceStatusView }) {
  const w = useWords(serviceWords);
  const moment = useMoment();
  const action = useAct();
  const placeName = (id: string | null) =>
    status.places.find(({ place }) => place.id === id)?.place.name ?? w.city;
  return (
    <Section heading={w.statements} lead={w.statementsLead}>
      <ProblemNotice problem={action.problem} />
      {status.statements.length === 0 ? <p className="soft">{w.noStatements}</p> : null}
      <FactList>
        {status.statements.map(
          ({ id, service, placeId, condition, cause, note, reference, since, overtaken }) => (
            <FactLine key={id} name={`${w.stated[service]}, ${placeName(placeId)}`}>
              {w.conditions[condition]}
              {cause === null ? '' : `: ${w.causes[cause]}`}, {w.since(moment(since))}. {note} ({reference}){' '}
              {overtaken ? <em>{w.overtaken} </em> : null}
              <Button
                variant="default"
                size="xs"
                aria-label={w.withdrawOf(w.stated[service])}
                onClick={() => void action.run(() => call(officeApi.withdrawStatement, { params: { id } }))}
              >
                {w.withdraw}
              </Button>
            </FactLine>
          ),
        )}
      </FactList>
    </Section>
  );
}
