import type { RepairRow } from '@rekam/protocol/http/repair-api.ts';
import { repairApi } from '@rekam/protocol/http/repair-api.ts';
import { addressOf } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { repairWords } from '../../words/office/repair.ts';
import { Link } from '../address.tsx';
import { useAnswer } from '../asking.ts';
import { useEquipmentTerms, useWhereOf } from '../equipment/terms.ts';
import { Page } from '../frame/page.tsx';
import { Empty, NotYet, Section, Tag } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useAge } from '../frame/use-age.ts';
import { useMay } from '../session.tsx';

const freshEveryMs = 30_000;

/** Repairs, longest waiting first. */
export function Repairs() {
  const w = useWords(repairWords);
  const may = useMay();
  const repairs = useAnswer(repairApi.listRepairs, undefined, { everyMs: freshEveryMs });
  const rows = repairs.value ?? [];
  const toCentre = rows.some(
    ({ path, rung, closedAt }) => !closedAt && (path === 'centre' || rung === 'ditjen'),
  );
  return (
    <Page heading={w.heading} lead={w.lead}>
      {!repairs.value ? <NotYet problem={repairs.problem} /> : null}
      {repairs.value?.length === 0 ? (
        <Empty icon="check" heading={w.none}>
          <p>{w.noneLead}</p>
        </Empty>
      ) : null}
      {toCentre && may('repair.manage') ? (
        <Section heading={w.letterAll} lead={w.letterLead}>
          <LetterLinks />
        </Section>
      ) : null}
      {rows.length > 0 ? (
        <Table caption={w.heading} columns={Object.values(w.columns)}>
          {rows.map((row) => (
            <RepairLine key={row.id} row={row} />
          ))}
        </Table>
      ) : null}
    </Page>
  );
}

/** The letter as both kinds of file; about one repair, or about all that go to the centre. */
export function LetterLinks({ repairId }: { readonly repairId?: string }) {
  const w = useWords(repairWords);
  const query = (format: 'pdf' | 'docx') => ({ query: { format, ...(repairId ? { ids: repairId } : {}) } });
  return (
    <div className="page-acts">
      <a className="plain-button" href={addressOf(repairApi.draftLetter, query('pdf'))} download>
        {w.pdf}
      </a>
      <a className="plain-button" href={addressOf(repairApi.draftLetter, query('docx'))} download>
        {w.docx}
      </a>
    </div>
  );
}

function RepairLine({ row }: { readonly row: RepairRow }) {
  const w = useWords(repairWords);
  const { columns } = w;
  const t = useEquipmentTerms();
  const age = useAge();
  const whereOf = useWhereOf();
  const { component } = row;
  return (
    <tr>
      <Cell of={columns.what}>
        <Link className="main-link" to={`/repairs/${row.id}`}>
          {t.kinds[component.kind]}
        </Link>
        <small>{whereOf(component)}</small>
      </Cell>
      <Cell of={columns.rung}>
        {row.closedAt ? <Tag tone="good">{w.closed}</Tag> : t.rungs[row.rung]}{' '}
        {row.letterDue ? <Tag tone="warn">{w.letterDue}</Tag> : null}
      </Cell>
      <Cell of={columns.waiting}>
        {row.closedAt ? (
          '–'
        ) : (
          <>
            {formatDate(row.waitingSince)}
            <small>{w.waitingFor(age(`${row.waitingSince}T00:00:00.000Z`))}</small>
          </>
        )}
      </Cell>
      <Cell of={columns.path}>
        {row.path ? t.paths[row.path] : w.noPath}
        <small>{row.verdict ? t.verdicts[row.verdict] : w.noDiagnosis}</small>
      </Cell>
      <Cell of={columns.payer}>{t.payers[row.payer]}</Cell>
      <Cell of={columns.promised}>
        {row.promisedOn ? formatDate(row.promisedOn) : '–'}{' '}
        {row.promiseBroken ? <Tag tone="bad">{w.broken}</Tag> : null}
      </Cell>
    </tr>
  );
}
