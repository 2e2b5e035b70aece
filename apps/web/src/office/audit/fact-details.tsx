import { formatBytes, formatDate } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { enrolmentWords } from '../../words/office/enrolment.ts';
import { factWords } from '../../words/office/fact.ts';
import { terms } from '../../words/terms/index.ts';
import { useMoment } from '../session.tsx';

/** What a fact carries, as far as it can be said in words; ids, hashes and nested values are left to the API. */
export function FactDetails({ details }: { readonly details: Readonly<Record<string, unknown>> }) {
  const w = useWords(factWords);
  const say = useSaid();
  const said = Object.entries(details).flatMap(([name, value]) => {
    const label = w.details[name];
    const text = label === undefined ? undefined : say(name, value);
    return text === undefined ? [] : [[label, text] as const];
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

const instantShape = /^\d{4}-\d\d-\d\dT[\d:.]+Z$/;
const dateShape = /^\d{4}-\d\d-\d\d$/;

/** One value of a fact in words; undefined for what is not for reading. */
function useSaid(): (name: string, value: unknown) => string | undefined {
  const { values } = useWords(factWords);
  const heldReasons: Readonly<Record<string, string>> = useWords(enrolmentWords).heldReasons;
  const { language } = useLanguage();
  const moment = useMoment();
  const word = (text: string): string => {
    if (instantShape.test(text)) return moment(text);
    if (dateShape.test(text)) return formatDate(text);
    return values[text] ?? heldReasons[text] ?? text;
  };
  return (name, value) => {
    if (typeof value === 'number')
      return name === 'bytes' ? formatBytes(value, language) : value.toLocaleString(language);
    if (typeof value === 'string' || typeof value === 'boolean') return word(String(value));
    if (!Array.isArray(value) || value.length === 0) return undefined;
    const readable = value.every((item) => typeof item === 'string' && !/_[0-9a-f]{32}$/.test(item));
    return readable ? value.map(word).join(', ') : value.length.toLocaleString(language);
  };
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
