import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { useAnswer } from '../asking.ts';
import { Empty, NotYet } from '../frame/pieces.tsx';
import { EnrolmentTable } from './enrolment-table.tsx';

export function SearchResult({ q }: { readonly q: string }) {
  const w = useWords(enrolmentWords);
  const found = useAnswer(officeApi.searchEnrolments, { body: { q } });
  if (!found.value) return <NotYet problem={found.problem} />;
  const { rows } = found.value;
  if (rows.length === 0) {
    return (
      <Empty icon="search" heading={w.foundNone}>
        <p>{w.foundNoneLead}</p>
      </Empty>
    );
  }
  return (
    <>
      <p role="status">{w.found(rows.length)}</p>
      <EnrolmentTable rows={rows} />
    </>
  );
}
