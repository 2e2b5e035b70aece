import type { ComponentDetail, ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { paperApi } from '@rekam/protocol/http/paper-api.ts';
import { addressOf } from '../../parts/client.ts';
import { formatDate } from '../../parts/format.ts';
import { useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { factWords } from '../../words/office/fact.ts';
import { useAnswer } from '../asking.ts';
import { FactDetails, usePermittedBy } from '../audit/fact-details.tsx';
import { useMoment } from '../session.tsx';
import { useFieldWords } from './field-words.ts';
import { SetChangeSaid } from './set-change-said.tsx';
import { useEquipmentTerms, useWhere } from './terms.ts';

type Facts = ComponentDetail['timeline'];
type Where = ComponentRow['where'];
interface PaperSaid {
  readonly number: string;
  readonly date: string;
  readonly fileId: string | null;
}

/** What happened to a component, a set or a repair: who, when, by which rule, with which paper. Oldest first. */
export function History({ facts }: { readonly facts: Facts }) {
  const words = useWords(factWords);
  const moment = useMoment();
  const permittedBy = usePermittedBy();
  return (
    <ol className="timeline">
      {facts.map((fact) => (
        <li key={`${fact.at} ${fact.kind} ${JSON.stringify(fact.details).length}`}>
          <time dateTime={fact.at}>{moment(fact.at)}</time>
          <div>
            <strong>{words.kinds[fact.kind] ?? fact.kind}</strong>
            <p className="soft">
              {[fact.actor ?? words.theOffice, permittedBy(fact.permittedBy)].filter(Boolean).join(' · ')}
            </p>
            {fact.kind === 'set-added' || fact.kind === 'set-changed' ? (
              <SetChangeSaid details={fact.details} />
            ) : null}
            <Particulars details={fact.details} />
            <FactDetails details={flat(fact.details)} />
          </div>
        </li>
      ))}
    </ol>
  );
}

/** The reports and steps inside a fact, said like its own details. */
const nested = ['report', 'attempt', 'diagnosis', 'letter', 'answer', 'description'] as const;
const flat = (details: Readonly<Record<string, unknown>>): Record<string, unknown> => {
  const { by: _, ...said } = Object.assign({}, details, ...nested.map((name) => details[name] ?? {}));
  return said;
};

/** What was chosen from a list, in its own words: symptom and cause, verdict, path and payer, rungs, how it ended. */
function useChosen(): (details: Readonly<Record<string, unknown>>) => string {
  const t = useEquipmentTerms();
  const closings: Readonly<Record<string, string>> = useWords(componentWords).one.closings;
  const pick = (table: Readonly<Record<string, string>>, value: unknown): string | undefined =>
    typeof value === 'string' ? table[value] : undefined;
  return (details) => {
    const { symptom, cause, verdict, path, payer, from, to, rung, closing } = flat(details);
    const rungs = pick(t.rungs, from) ? `${pick(t.rungs, from)} → ${pick(t.rungs, to)}` : pick(t.rungs, rung);
    const ended = pick(closings, (closing as { kind?: string } | undefined)?.kind);
    return [
      pick(t.symptoms, symptom),
      pick(t.causes, cause),
      pick(t.verdicts, verdict),
      pick(t.paths, path),
      pick(t.payers, payer),
      rungs,
      ended,
    ]
      .filter(Boolean)
      .join(' · ');
  };
}

/** A move's ends; those of a climb are rungs, told by their names. */
const isWhere = (value: unknown): value is Where =>
  typeof value === 'object' && value !== null && 'at' in value;

function Particulars({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const w = useWords(componentWords).history;
  const say = useSaidWhere();
  const chosen = useChosen()(details);
  const { nameOf, textOf } = useFieldWords();
  const fieldsSaid = (changes: object): string =>
    Object.entries(changes)
      .map(([field, value]) => `${nameOf(field)}: ${textOf(field, value)}`)
      .join(' · ');
  const { from, to, changes } = details as { from?: unknown; to?: unknown; changes?: object };
  const paper = (details.paper ??
    (details.letter as { paper?: PaperSaid } | undefined)?.paper) as PaperSaid | null;
  return (
    <>
      {isWhere(from) && isWhere(to) ? <p>{w.moved(say(from), say(to))}</p> : null}
      {chosen === '' ? null : <p>{chosen}</p>}
      {changes ? <p>{w.changed(fieldsSaid(changes))}</p> : null}
      {paper ? (
        <p className="soft">
          {w.paper(paper.number, formatDate(paper.date))}
          {paper.fileId ? (
            <>
              {' '}
              <a
                href={addressOf(paperApi.getPaper, { params: { id: paper.fileId } })}
                target="_blank"
                rel="noreferrer"
              >
                {w.file}
              </a>
            </>
          ) : null}
        </p>
      ) : null}
    </>
  );
}

function useSaidWhere(): (where: Where) => string {
  const say = useWhere();
  const sets = useAnswer(equipmentApi.listSets);
  const places = useAnswer(officeApi.listKeptPlaces);
  return (where) =>
    say(where, {
      setOf: (id) => {
        const set = sets.value?.find((known) => known.id === id);
        return set && `${set.name}, ${set.place.name}`;
      },
      placeOf: (id) => places.value?.find((known) => known.id === id)?.name,
    });
}
