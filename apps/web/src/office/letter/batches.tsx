import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useState } from 'react';
import { useWords } from '../../words/language.tsx';
import { letterBatchWords } from '../../words/office/letter-batch.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet, Section } from '../frame/pieces.tsx';
import { useMay } from '../session.tsx';
import { BatchForm } from './batch-form.tsx';
import { BatchTable } from './batch-table.tsx';

const whileRunningMs = 1000;
const otherwiseMs = 10_000;

/** Letters for many residents in one go: for whom, and how far each batch is. */
export function Batches() {
  const w = useWords(letterBatchWords);
  const may = useMay();
  const [running, setRunning] = useState(true);
  const batches = useAnswer(officeApi.listLetterBatches, undefined, {
    everyMs: running ? whileRunningMs : otherwiseMs,
  });
  const runs = batches.value?.some(({ state }) => state === 'running') ?? false;
  if (batches.value && runs !== running) setRunning(runs);
  return (
    <Page heading={w.heading} lead={w.lead} above={<Link to="/letters">{w.back}</Link>}>
      {may('letter.issue') ? <BatchForm /> : null}
      <Section heading={w.list}>
        {batches.value === undefined ? (
          <NotYet problem={batches.problem} />
        ) : batches.value.length === 0 ? (
          <Empty icon="signature" heading={w.none}>
            <p>{w.noneLead}</p>
          </Empty>
        ) : (
          <BatchTable batches={batches.value} />
        )}
      </Section>
    </Page>
  );
}
