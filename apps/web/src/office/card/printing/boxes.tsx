import { Button } from '@mantine/core';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { download } from '../../../parts/client.ts';
import { useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { useAct, useAnswer } from '../../asking.ts';
import { NotYet, Section } from '../../frame/pieces.tsx';
import { Cell, Table } from '../../frame/table.tsx';
import { useMay } from '../../session.tsx';

/** Checked cards by kecamatan, each box with its list. */
export function Boxes() {
  const w = useWords(printingWords).boxes;
  const may = useMay();
  const action = useAct();
  const asked = useAnswer(officeApi.cardBoxes, undefined, { everyMs: 10_000 });
  if (!asked.value) return <NotYet problem={asked.problem} />;
  const { columns: c } = w;
  const take = (code: string) =>
    action.run(() => download(officeApi.cardBoxList, { query: { kecamatan: code } }, `kotak-${code}.csv`));
  return (
    <Section heading={w.heading} lead={w.lead}>
      {asked.value.length === 0 ? <p>{w.none}</p> : null}
      {asked.value.length > 0 ? (
        <Table caption={w.heading} columns={[c.kecamatan, { figures: c.cards }, c.acts]}>
          {asked.value.map(({ code, kecamatan, cards }) => (
            <tr key={code}>
              <Cell of={c.kecamatan}>{kecamatan}</Cell>
              <Cell of={c.cards} className="number">
                {cards}
              </Cell>
              <Cell of={c.acts}>
                {may('card.print') ? (
                  <Button
                    size="compact-sm"
                    variant="default"
                    aria-label={`${w.list}: ${kecamatan}`}
                    onClick={() => void take(code)}
                  >
                    {w.list}
                  </Button>
                ) : null}
              </Cell>
            </tr>
          ))}
        </Table>
      ) : null}
    </Section>
  );
}
