import type { EnrolmentDetail } from '@rekam/protocol/http/enrolment-api.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { factWords } from '../../words/office/fact.ts';
import { terms } from '../../words/terms/index.ts';
import { FactDetails, usePermittedBy } from '../audit/fact-details.tsx';
import { Section } from '../frame/pieces.tsx';
import { useMoment } from '../session.tsx';

/** What happened to a recording, oldest first. */
export function Timeline({ facts }: { readonly facts: EnrolmentDetail['timeline'] }) {
  const w = useWords(enrolmentWords).one;
  const words = useWords(factWords);
  const moment = useMoment();
  const permittedBy = usePermittedBy();
  return (
    <Section heading={w.timeline}>
      <ol className="timeline">
        {facts.map((fact) => (
          <li key={`${fact.at} ${fact.kind}`}>
            <time dateTime={fact.at}>{moment(fact.at)}</time>
            <div>
              <strong>{words.kinds[fact.kind] ?? fact.kind}</strong>
              <p className="soft">
                {[fact.actor ?? words.theOffice, permittedBy(fact.permittedBy)].filter(Boolean).join(' · ')}
              </p>
              {fact.recordedAt ? (
                <p className="soft">
                  {words.recordedAt(moment(fact.recordedAt))}
                  {fact.clockTrusted === false ? ` (${words.untrusted})` : ''}
                </p>
              ) : null}
              <FactDetails details={fact.details} />
            </div>
          </li>
        ))}
      </ol>
    </Section>
  );
}

export function Views({ views }: { readonly views: EnrolmentDetail['views'] }) {
  const w = useWords(enrolmentWords).one;
  const t = useWords(terms);
  const moment = useMoment();
  const whatOf = (what: string) =>
    what === 'recording' ? w.viewOfRecording : (t.subjects[what as keyof typeof t.subjects] ?? what);
  return (
    <Section heading={w.views}>
      {views.length === 0 ? (
        <p className="soft">{w.noViews}</p>
      ) : (
        <ul className="timeline">
          {views.map(({ at, officer, what }) => (
            <li key={`${at} ${what}`}>
              <time dateTime={at}>{moment(at)}</time>
              <div>
                <strong>{officer}</strong>
                <p className="soft">{whatOf(what)}</p>
              </div>
            </li>
          ))}
        </ul>
      )}
    </Section>
  );
}
