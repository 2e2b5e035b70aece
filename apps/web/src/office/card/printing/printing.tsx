import { useWords } from '../../../words/language.tsx';
import { printingWords } from '../../../words/office/printing.ts';
import { Link } from '../../address.tsx';
import { Page } from '../../frame/page.tsx';
import { Batches } from './batches.tsx';
import { Boxes } from './boxes.tsx';
import { Printers } from './printers.tsx';

/** The printing officer's day: printers, what they print, what must be looked at, and the boxes. */
export function Printing() {
  const w = useWords(printingWords);
  return (
    <Page heading={w.heading} lead={w.lead} above={<Link to="/cards">{w.toQueue}</Link>}>
      <Printers />
      <Batches />
      <Boxes />
    </Page>
  );
}
