import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { isRefusalCode, sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { useLanguage, useSentence, useWords } from '../../words/language.tsx';
import { residentWords } from '../../words/office/resident.ts';
import { useAnswer } from '../asking.ts';
import { Empty, NotYet, Section, Tag, type Tone } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { useMoment } from '../session.tsx';
import { BadLines, type ImportRow } from './bad-lines.tsx';
import { ImportForm } from './import-form.tsx';

const tones: Readonly<Record<ImportRow['state'], Tone>> = { running: 'calm', done: 'good', failed: 'bad' };
const whileRunningMs = 700;

/** Taking residents in from a file, and what became of earlier files. */
export function Imports() {
  const w = useWords(residentWords).import;
  const imports = useAnswer(officeApi.listImports, undefined, { everyMs: whileRunningMs * 10 });
  const running = imports.value?.some(({ state }) => state === 'running') ?? false;
  return (
    <>
      <ImportForm runningElsewhere={running} />
      <Section heading={w.history}>
        {imports.value ? <History imports={imports.value} /> : <NotYet problem={imports.problem} />}
      </Section>
    </>
  );
}

function History({ imports }: { readonly imports: readonly ImportRow[] }) {
  const w = useWords(residentWords).import;
  const { columns } = w;
  if (imports.length === 0) {
    return (
      <Empty icon="packet" heading={w.none}>
        <p>{w.noneLead}</p>
      </Empty>
    );
  }
  const names = [
    columns.file,
    columns.state,
    columns.started,
    ...[columns.lines, columns.added, columns.changed, columns.unchanged, columns.died, columns.bad].map(
      (figures) => ({
        figures,
      }),
    ),
  ];
  return (
    <Table caption={w.history} columns={names}>
      {imports.map((one) => (
        <ImportLine key={one.id} one={one} />
      ))}
    </Table>
  );
}

function ImportLine({ one }: { readonly one: ImportRow }) {
  const w = useWords(residentWords).import;
  const { language } = useLanguage();
  const sentence = useSentence();
  const moment = useMoment();
  const { columns } = w;
  const number = (of: string, n: number) => (
    <Cell of={of} className="number">
      {n.toLocaleString(language)}
    </Cell>
  );
  const { problem } = one;
  return (
    <tr>
      <Cell of={columns.file}>
        <strong>{one.fileName}</strong>
        {problem ? <small>{isRefusalCode(problem) ? sentence(sentenceOf(problem)) : problem}</small> : null}
      </Cell>
      <Cell of={columns.state}>
        <Tag tone={tones[one.state]}>{w.states[one.state]}</Tag>
      </Cell>
      <Cell of={columns.started}>
        <span className="nowrap">{moment(one.startedAt)}</span>
      </Cell>
      {number(columns.lines, one.lines)}
      {number(columns.added, one.added)}
      {number(columns.changed, one.changed)}
      {number(columns.unchanged, one.unchanged)}
      {number(columns.died, one.died)}
      <Cell of={columns.bad} className="number">
        {one.bad.toLocaleString(language)}
        {one.bad > 0 ? <BadLines one={one} /> : null}
      </Cell>
    </tr>
  );
}
