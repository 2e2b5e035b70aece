import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { formatDate } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { componentWords } from '../../words/office/component.ts';
import { useEquipmentTerms } from './terms.ts';

/** What a field of a component is called, and its value as a person reads it. */
export function useFieldWords() {
  const w = useWords(componentWords).one;
  const t = useEquipmentTerms();
  const { language } = useLanguage();
  const names: Readonly<Record<string, string>> = {
    make: w.make,
    model: w.model,
    serial: w.serial,
    firmware: w.firmware,
    boughtOn: w.bought,
    funding: w.funding,
    priceIdr: w.price,
    owner: w.owner,
    warrantyUntil: w.warranty,
  };
  const ownerText = (owner: ComponentRow['owner']): string =>
    owner.kind === 'lent'
      ? [t.owners.lent, owner.by, owner.dueOn ? formatDate(owner.dueOn) : null].filter(Boolean).join(', ')
      : t.owners[owner.kind];
  const textOf = (field: string, value: unknown): string => {
    if (value === null || value === undefined || value === '') return '–';
    if (field === 'owner' && typeof value === 'object') return ownerText(value as ComponentRow['owner']);
    if (field === 'owner') return t.owners[value as ComponentRow['owner']['kind']] ?? String(value);
    if (field === 'funding') return t.fundings[value as ComponentRow['funding']] ?? String(value);
    if (field === 'priceIdr') return `Rp ${Number(value).toLocaleString(language)}`;
    return /^\d{4}-\d\d-\d\d$/.test(String(value)) ? formatDate(String(value)) : String(value);
  };
  return { nameOf: (field: string) => names[field] ?? field, textOf };
}
