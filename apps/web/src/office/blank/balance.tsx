import type { BlankStockView } from '@rekam/protocol/http/blank-api.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { blankWords } from '../../words/office/blank.ts';
import { FactLine, FactList, Section, Tag } from '../frame/pieces.tsx';

/** BLK5 for the whole office, from the journal and from where each piece lies. */
export function Balance({ stock: { balance } }: { readonly stock: BlankStockView }) {
  const w = useWords(blankWords);
  const { language } = useLanguage();
  const names = Object.keys(w.balanceLines) as (keyof typeof w.balanceLines)[];
  return (
    <Section
      heading={w.balance}
      lead={w.balanceLead}
      acts={
        <Tag tone={balance.balanced ? 'good' : 'bad'}>{balance.balanced ? w.balances : w.unbalanced}</Tag>
      }
    >
      <FactList>
        {names.map((name) => (
          <FactLine key={name} name={w.balanceLines[name]}>
            <span className="digits">{balance[name].toLocaleString(language)}</span>
          </FactLine>
        ))}
      </FactList>
    </Section>
  );
}
