import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';
import { Link } from '../address.tsx';
import { Page } from './page.tsx';

export function NotFound() {
  const w = useWords(frameWords);
  return (
    <Page heading={w.notFound} lead={w.notFoundLead}>
      <p>
        <Link to="/">{w.toHome}</Link>
      </p>
    </Page>
  );
}
