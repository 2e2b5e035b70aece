import type { BlankPlaceAsked, BlankStockView, BlankWhere } from '@rekam/protocol/http/blank-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { useAnswer } from '../asking.ts';

/** How a place of the book is told. */
export function useSayWhere(): (where: BlankWhere) => string {
  const w = useWords(blankWords);
  return ({ kind, name }) => [w.where[kind] ?? kind, name].filter(Boolean).join(': ');
}

/** The places of some kinds, as a choice: desks one by one; other offices where something is lent out to them. */
export function useWhereChoices(
  stock: BlankStockView,
): (kinds: readonly string[]) => { readonly value: string; readonly label: string }[] {
  const w = useWords(blankWords);
  const places = useAnswer(officeApi.listPlaces);
  const lentTo = [
    ...new Set(stock.loans.filter(({ direction }) => direction === 'lent').map(({ office }) => office)),
  ];
  return (kinds) =>
    kinds.flatMap((kind) => {
      if (kind === 'desk')
        return (places.value ?? []).map(({ id, name }) => ({
          value: `desk:${id}`,
          label: `${w.where.desk}: ${name}`,
        }));
      if (kind === 'lent-out')
        return lentTo.map((office) => ({ value: `lent:${office}`, label: `${w.where.lent}: ${office}` }));
      return [{ value: kind, label: w.where[kind] ?? kind }];
    });
}

/** The kind of a chosen place. */
export const kindOf = (key: string): string => key.split(':', 1)[0]!;

/** A chosen place as the office asks for it. @param office typed beside `lent` and `borrowed` */
export function placeOf(key: string, office: string): BlankPlaceAsked {
  const kind = kindOf(key);
  const which = key.slice(kind.length + 1);
  if (kind === 'desk') return { kind, place: which };
  if (kind === 'lent' || kind === 'borrowed') return { kind, office: which || office };
  return { kind } as BlankPlaceAsked;
}

/** Key of a place as in the choices. */
export const keyOf = ({ kind, placeId, name }: BlankWhere): string =>
  placeId ? `desk:${placeId}` : kind === 'lent' ? `lent:${name}` : kind;
