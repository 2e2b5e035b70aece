import { Button } from '@mantine/core';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { addressOf, call } from '../../parts/client.ts';
import { groupNik } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { useWords } from '../../words/language.tsx';
import { handoverWords } from '../../words/office/handover.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { FactLine, FactList, NotYet, Section } from '../frame/pieces.tsx';
import { ReasonDialog } from '../frame/reason-dialog.tsx';
import { useMay, useMoment } from '../session.tsx';
import { ChangeForm } from './change-form.tsx';
import { Evidence } from './evidence.tsx';
import { WhoIsThere } from './who-is-there.tsx';

/** One card on its way into somebody's hands. */
export function HandoverPage({ id }: { readonly id: string }) {
  const w = useWords(handoverWords);
  const asked = useAnswer(officeApi.getHandover, { params: { id } }, { everyMs: 2000, keepLast: true });
  const above = <Link to="/handovers">{w.toList}</Link>;
  if (!asked.value)
    return (
      <Page heading={w.heading} above={above}>
        <NotYet problem={asked.problem} />
      </Page>
    );
  const handover = asked.value;
  return (
    <Page
      heading={w.page.heading(handover.holder.name)}
      above={above}
      acts={handover.state === 'open' ? <CancelButton id={id} /> : null}
    >
      {handover.state === 'open' ? <UnderWay handover={handover} /> : <Ended handover={handover} />}
    </Page>
  );
}

function UnderWay({ handover }: { readonly handover: HandoverView }) {
  const may = useMay();
  const { id, way, prints } = handover;
  const giving = may('handover.give');
  const usual =
    way === 'finger' || (prints.length > 0 && handover.triesLeft > 0 && handover.tries.length === 0);
  return (
    <>
      <Facts handover={handover} />
      <WhoIsThere handover={handover} />
      {giving && way !== 'finger' ? (
        <Evidence key={`${id}-${prints.length}`} handover={handover} folded={usual} />
      ) : null}
      {giving ? <ChangeForm handover={handover} /> : null}
    </>
  );
}

function Facts({ handover }: { readonly handover: HandoverView }) {
  const w = useWords(handoverWords);
  const { code, holder, receiver, piece, basis } = handover;
  return (
    <Section heading={w.page.code} lead={w.page.codeHint}>
      <p className="handover-code digits">{code}</p>
      <FactList>
        <FactLine name={w.page.holder}>
          {holder.name} <span className="digits">{groupNik(holder.nik)}</span>
        </FactLine>
        <FactLine name={w.page.receiver}>
          {receiver.nik === holder.nik ? w.holderSelf : `${receiver.name} ${groupNik(receiver.nik)}`}
        </FactLine>
        {piece ? (
          <FactLine name={w.page.piece}>
            <span className="digits">{piece}</span>
          </FactLine>
        ) : null}
        <FactLine name={w.page.basis}>{basis}</FactLine>
      </FactList>
    </Section>
  );
}

function Ended({ handover }: { readonly handover: HandoverView }) {
  const w = useWords(handoverWords);
  const moment = useMoment();
  const { id, state, done } = handover;
  if (!done) return <Notice kind="warn">{state === 'lapsed' ? w.over.lapsed : w.over.cancelled}</Notice>;
  return (
    <>
      <Notice kind="good">
        <p role="status">
          <strong>{w.done.heading}.</strong> {w.done.said(done.by, moment(done.at))}{' '}
          {done.voidedLetter ? w.done.voided(done.voidedLetter) : null}
        </p>
      </Notice>
      <div className="row">
        <Button component={Link} to="/handovers">
          {w.done.next}
        </Button>
        <Button
          component="a"
          variant="default"
          href={addressOf(officeApi.handoverReceipt, { params: { id } })}
        >
          {w.done.receipt}
        </Button>
      </div>
    </>
  );
}

function CancelButton({ id }: { readonly id: string }) {
  const w = useWords(handoverWords).cancelling;
  const may = useMay();
  const [asking, setAsking] = useState(false);
  if (!may('handover.give')) return null;
  return (
    <>
      <Button variant="default" onClick={() => setAsking(true)}>
        {w.open}
      </Button>
      {asking ? (
        <ReasonDialog
          heading={w.heading}
          lead={w.lead}
          action={w.action}
          grave
          act={(reason) => call(officeApi.cancelHandover, { params: { id }, body: { reason } })}
          onClose={() => setAsking(false)}
        />
      ) : null}
    </>
  );
}
