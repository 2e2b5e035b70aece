import type { ComponentRow } from '@rekam/protocol/http/component-api.ts';
import { equipmentTermsEn, equipmentTermsId } from '@rekam/protocol/words/equipment.ts';
import { formatDate } from '../../parts/format.ts';
import { useLanguage } from '../../words/language.tsx';

/** What equipment is called in the language of the screen. */
export function useEquipmentTerms(): typeof equipmentTermsId {
  return useLanguage().language === 'en' ? equipmentTermsEn : equipmentTermsId;
}

type Where = ComponentRow['where'];
interface Names {
  readonly setOf: (id: string) => string | undefined;
  readonly placeOf: (id: string) => string | undefined;
}

/** Where a component is, as a person says it: `Set 1, Kecamatan Oebobo`, `Cadangan, Disdukcapil`. */
export function useWhere(): (where: Where, names: Names) => string {
  const { whereabouts } = useEquipmentTerms();
  return (where, { setOf, placeOf }) => {
    const word = whereabouts[where.at];
    if (where.at === 'set') return setOf(where.setId) ?? word;
    if (where.at === 'store') return [word, placeOf(where.placeId)].filter(Boolean).join(', ');
    if (where.at === 'loan' || where.at === 'repair')
      return [word, where.to, where.dueOn ? formatDate(where.dueOn) : null].filter(Boolean).join(', ');
    return word;
  };
}

/** The same of a row, which names its set and place itself. */
export function useWhereOf(): (row: ComponentRow) => string {
  const say = useWhere();
  return (row) =>
    say(row.where, {
      setOf: () => [row.setName, row.place?.name].filter(Boolean).join(', '),
      placeOf: () => row.place?.name,
    });
}
