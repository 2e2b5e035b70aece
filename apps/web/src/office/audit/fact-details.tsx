import { useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { factWords } from '../../words/office/fact.ts';
import { terms } from '../../words/terms/index.ts';
import { useMoment } from '../session.tsx';

const instantShape = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;

/** What a fact carries, as far as it can be said in words; ids, hashes and nested values are left to the API. */
export function FactDetails({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const w = useWords(factWords).details;
  const e = useWords(enrolmentWords);
  const moment = useMoment();
  const heldReasons: Readonly<Record<string, string>> = e.heldReasons;
  const said = Object.entries(details).flatMap(([name, value]) => {
    const label = w[name];
    const text = textOf(value);
    if (label === undefined || text === undefined) return [];
    return [[label, instantShape.test(text) ? moment(text) : (heldReasons[text] ?? text)] as const];
  });
  if (said.length === 0) return null;
  return (
    <dl className="fact-details">
      {said.map(([label, text]) => (
        <div key={label}>
          <dt>{label}:</dt>
          <dd>{text}</dd>
        </div>
      ))}
    </dl>
  );
}

function textOf(value: unknown): string | undefined {
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean')
    return String(value);
  if (!Array.isArray(value) || value.length === 0) return undefined;
  const words = value.every((item) => typeof item === 'string' && !/_[0-9a-f]{32}$/.test(item));
  return words ? value.join(', ') : String(value.length);
}

/** `ACC7 supervisor@plc_…` as a person reads it: `penyelia, ACC7`. */
export function usePermittedBy(): (permittedBy: string | null) => string {
  const t = useWords(terms);
  return (permittedBy) => {
    const [rule, who = ''] = (permittedBy ?? '').split(' ');
    const role = who.split('@')[0] as keyof typeof t.roles;
    return rule ? [t.roles[role], rule].filter(Boolean).join(', ') : '';
  };
}
