import type { EnrolmentDetail } from '@rekam/protocol/http/enrolment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { formatBytes, formatDate } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { frameWords } from '../../words/office/frame.ts';
import { terms } from '../../words/terms/index.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Standing } from '../centre/standing.tsx';
import { Page } from '../frame/page.tsx';
import { FactLine, FactList, NotYet, Section } from '../frame/pieces.tsx';
import { useMoment } from '../session.tsx';
import { Captures } from './captures.tsx';
import { shownNik } from './enrolment-table.tsx';
import { Held } from './held.tsx';
import { StateTag } from './state-tag.tsx';
import { Steps } from './steps.tsx';
import { useSubjectName } from './subject-name.ts';
import { Timeline, Views } from './timeline.tsx';

/** One recording, with everything that is known about it. */
export function Enrolment({ id }: { readonly id: string }) {
  const w = useWords(enrolmentWords);
  const detail = useAnswer(officeApi.getEnrolment, { params: { id } });
  const back = <Link to="/enrolments">← {w.one.back}</Link>;
  if (!detail.value) {
    return (
      <Page heading={w.one.heading} above={back}>
        <NotYet problem={detail.problem} />
      </Page>
    );
  }
  const one = detail.value;
  return (
    <Page
      heading={one.name ?? (one.openedAt ? w.unnamed : w.unopened)}
      above={back}
      lead={
        <>
          <StateTag row={{ ...one, heldReason: null }} />{' '}
          {one.nik ? <span className="digits">{shownNik(one.nik)}</span> : null} · {w.one.seen}
        </>
      }
    >
      {one.state === 'held' ? <Held one={one} /> : null}
      <div className="columns">
        <Origin one={one} />
        <Person one={one} />
      </div>
      <Standing id={one.id} />
      <Captures one={one} />
      <div className="columns">
        <Steps one={one} />
        <Devices one={one} />
      </div>
      <div className="columns">
        <Timeline facts={one.timeline} />
        <Views views={one.views} />
      </div>
    </Page>
  );
}

interface OneProps {
  readonly one: EnrolmentDetail;
}

function Person({ one }: OneProps) {
  const w = useWords(enrolmentWords).one;
  const t = useWords(terms);
  const { biodata } = one;
  return (
    <Section heading={w.biodata}>
      {biodata ? (
        <FactList>
          <FactLine name={t.fields.name}>{biodata.name}</FactLine>
          <FactLine name={t.fields.nik}>
            <span className="digits">{shownNik(biodata.nik)}</span>
          </FactLine>
          <FactLine name={t.fields.birthPlace}>
            {biodata.birthPlace}, {formatDate(biodata.birthDate)}
          </FactLine>
          <FactLine name={t.fields.sex}>{biodata.sex}</FactLine>
          <FactLine name={t.fields.maritalStatus}>{biodata.maritalStatus}</FactLine>
          <FactLine name={t.fields.address}>
            {biodata.address}, RT {biodata.rt} / RW {biodata.rw}
          </FactLine>
          <FactLine name={t.fields.kelurahanCode}>{biodata.kelurahanCode}</FactLine>
        </FactList>
      ) : (
        <p className="soft">{w.noBiodata}</p>
      )}
      {one.residentKnown === null ? null : <p className="soft">{one.residentKnown ? w.known : w.unknown}</p>}
    </Section>
  );
}

function Origin({ one }: OneProps) {
  const w = useWords(enrolmentWords);
  const f = useWords(frameWords);
  const subjectName = useSubjectName();
  const { language } = useLanguage();
  const moment = useMoment();
  const grounds = one.grounds as keyof typeof w.one.groundsOf | null;
  return (
    <Section heading={w.one.packet}>
      <FactList>
        <FactLine name={w.columns.where}>{[one.stationName, one.place].filter(Boolean).join(', ')}</FactLine>
        <FactLine name={w.one.operator}>{one.operatorName ?? f.none}</FactLine>
        <FactLine name={w.columns.recorded}>
          {moment(one.recordedAt)}
          {one.clockTrusted === false ? ` (${w.clockUntrusted})` : ''}
        </FactLine>
        <FactLine name={w.columns.received}>
          {moment(one.receivedAt)}, {w.one.via.toLowerCase()} {w.one.vias[one.packet.via]}
        </FactLine>
        <FactLine name={w.one.grounds}>{grounds ? (w.one.groundsOf[grounds] ?? grounds) : f.none}</FactLine>
        <FactLine name={w.one.exceptions}>
          {one.exceptionsList.length === 0
            ? w.one.noExceptions
            : one.exceptionsList.map(subjectName).join(', ')}
        </FactLine>
        <FactLine name={w.one.size}>{formatBytes(one.packet.bytes, language)}</FactLine>
        <FactLine name={w.one.sha256}>
          <span className="digits">{one.packet.sha256}</span>
        </FactLine>
        <FactLine name={w.one.backedUp}>
          {one.packet.backedUpAt ? moment(one.packet.backedUpAt) : w.one.notBackedUp}
        </FactLine>
      </FactList>
    </Section>
  );
}

function Devices({ one }: OneProps) {
  const w = useWords(enrolmentWords).one;
  const t = useWords(terms);
  return (
    <Section heading={w.devices}>
      {one.devices.length === 0 ? (
        <p className="soft">{w.noDevices}</p>
      ) : (
        <FactList>
          {one.devices.map(({ kind, serialNo, make, model }) => (
            <FactLine
              key={`${kind} ${serialNo}`}
              name={t.devices[kind.toLowerCase() as keyof typeof t.devices] ?? kind}
            >
              {make} {model} · <span className="digits">{serialNo}</span>
            </FactLine>
          ))}
        </FactList>
      )}
    </Section>
  );
}
