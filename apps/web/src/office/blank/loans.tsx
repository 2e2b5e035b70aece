import type { BlankStockView } from '@rekam/protocol/http/blank-api.ts';
import { formatDate, midSentence } from '../../parts/format.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { FactLine, FactList, Section, Tag } from '../frame/pieces.tsx';
import { useToday } from '../session.tsx';

/** What other offices owe this one, and what it owes them; nothing where nothing is open. */
export function Loans({ stock }: { readonly stock: BlankStockView }) {
  const w = useWords(blankWords);
  const { language } = useLanguage();
  const today = useToday();
  if (stock.loans.length === 0) return null;
  return (
    <Section heading={w.loans}>
      <FactList>
        {stock.loans.map(({ item, office, direction, open, dueOn }) => (
          <FactLine
            key={`${direction} ${office} ${item}`}
            name={direction === 'lent' ? w.lentTo(office) : w.borrowedFrom(office)}
          >
            {w.owed(open.toLocaleString(language), midSentence(w.items[item]))}
            {dueOn ? `, ${w.due(formatDate(dueOn))} ` : ' '}
            {dueOn && dueOn < today ? <Tag tone="bad">{w.overdue}</Tag> : null}
          </FactLine>
        ))}
      </FactList>
    </Section>
  );
}
