import type { Consumable } from '@rekam/domain';
import type { BlankStockView, BlankWhere } from '@rekam/protocol/http/blank-api.ts';
import { formatDate } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { Section } from '../frame/pieces.tsx';
import { Cell, Table } from '../frame/table.tsx';
import { keyOf, useSayWhere } from './use-where.ts';

const rangesShown = 4;
const order = ['store', 'desk', 'returned', 'spoiled', 'lent', 'lost', 'lost-unusable'];

/** Pieces and prints left, a line for each place that has any. */
export function StockTable({ stock }: { readonly stock: BlankStockView }) {
  const w = useWords(blankWords);
  const { columns } = w;
  const { language } = useLanguage();
  const say = useSayWhere();
  const places = new Map<string, BlankWhere>(
    [...stock.pieces, ...stock.prints].map(({ where }) => [keyOf(where), where]),
  );
  const lines = [...places].sort(
    ([, a], [, b]) =>
      order.indexOf(a.kind) - order.indexOf(b.kind) || (a.name ?? '').localeCompare(b.name ?? ''),
  );
  if (lines.length === 0) return null;
  const piecesAt = (key: string) => stock.pieces.find(({ where }) => keyOf(where) === key);
  const printsAt = (key: string, item: Consumable): string =>
    (stock.prints.find((one) => one.item === item && keyOf(one.where) === key)?.left ?? 0).toLocaleString(
      language,
    );
  const lasting = (['ribbon', 'film', 'cleaning-kit'] as const).flatMap((item) => {
    const outlook = stock.outlook[item];
    const has = stock.prints.some((one) => one.item === item);
    return outlook && has
      ? [`${w.items[item]}: ${w.outlook(outlook.daysLeft, formatDate(outlook.runsOutOn))}`]
      : [];
  });
  return (
    <Section heading={w.byPlace}>
      <Table
        caption={w.byPlace}
        columns={[
          columns.where,
          { figures: columns.pieces },
          columns.serials,
          { figures: columns.ribbon },
          { figures: columns.film },
          { figures: columns.kit },
        ]}
      >
        {lines.map(([key, where]) => {
          const ranges = piecesAt(key)?.ranges ?? [];
          return (
            <tr key={key}>
              <Cell of={columns.where}>
                <strong>{say(where)}</strong>
              </Cell>
              <Cell of={columns.pieces} className="number">
                {(piecesAt(key)?.pieces ?? 0).toLocaleString(language)}
              </Cell>
              <Cell of={columns.serials}>
                <span className="digits">{ranges.slice(0, rangesShown).join(', ') || '–'}</span>
                {ranges.length > rangesShown ? (
                  <small>{w.moreRanges(ranges.length - rangesShown)}</small>
                ) : null}
              </Cell>
              <Cell of={columns.ribbon} className="number">
                {printsAt(key, 'ribbon')}
              </Cell>
              <Cell of={columns.film} className="number">
                {printsAt(key, 'film')}
              </Cell>
              <Cell of={columns.kit} className="number">
                {printsAt(key, 'cleaning-kit')}
              </Cell>
            </tr>
          );
        })}
      </Table>
      {lasting.length > 0 ? <p className="soft">{lasting.join(' · ')}</p> : null}
    </Section>
  );
}
