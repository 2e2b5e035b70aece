import type { EquipmentImport } from '@rekam/protocol/http/component-csv-api.ts';
import { equipmentApi } from '@rekam/protocol/http/equipment-api.ts';
import { call } from '../../parts/client.ts';
import { Notice } from '../../parts/notice.tsx';
import { useLanguage, useWords } from '../../words/language.tsx';
import { registerWords } from '../../words/office/register.ts';
import { ReadFileDialog } from '../frame/read-file-dialog.tsx';
import { useFieldWords } from './field-words.ts';
import { useEquipmentTerms } from './terms.ts';

/** So many lines are shown; the figures count all. */
const mostShown = 40;

/** Reads a register, shows what would change, then changes it. */
export function ImportDialog({ onClose }: { readonly onClose: () => void }) {
  const w = useWords(registerWords).csv;
  return (
    <ReadFileDialog<EquipmentImport>
      heading={w.heading}
      words={w}
      read={(file, shown) => {
        const query = { apply: shown ? 'yes' : 'no' } as const;
        return call(equipmentApi.importComponents, { query, body: file });
      }}
      applying={({ applied, bad, added, changed }) =>
        !applied && bad.length === 0 && added.length + changed.length > 0 ? w.apply : null
      }
      show={(seen) => <Seen seen={seen} />}
      onClose={onClose}
    />
  );
}

function Seen({ seen }: { readonly seen: EquipmentImport }) {
  const w = useWords(registerWords).csv;
  const t = useEquipmentTerms();
  const { nameOf, textOf } = useFieldWords();
  const { language } = useLanguage();
  const { added, changed, unchanged, bad, applied } = seen;
  if (bad.length > 0)
    return (
      <Notice kind="warn" alert>
        <p>{w.bad(bad.length)}</p>
        <ul className="import-lines">
          {bad.slice(0, mostShown).map(({ line, sentence }) => (
            <li key={line}>
              <strong>{w.line(line)}:</strong> {sentence[language]}
            </li>
          ))}
        </ul>
      </Notice>
    );
  return (
    <Notice kind={applied ? 'good' : 'calm'} alert>
      <p>
        {applied ? `${w.applied} ` : ''}
        {added.length + changed.length === 0 ? w.nothing : w.result(added.length, changed.length, unchanged)}
      </p>
      <ul className="import-lines">
        {added.slice(0, mostShown).map(({ line, kind, serial, where }) => (
          <li key={line}>
            + {t.kinds[kind]} <span className="digits">{serial}</span>, {where}
          </li>
        ))}
        {changed.slice(0, mostShown).map(({ line, kind, serial, changes }) => (
          <li key={line}>
            {t.kinds[kind]} <span className="digits">{serial}</span>:{' '}
            {changes
              .map(({ field, from, to }) => `${nameOf(field)} ${textOf(field, from)} → ${textOf(field, to)}`)
              .join('; ')}
          </li>
        ))}
      </ul>
    </Notice>
  );
}
