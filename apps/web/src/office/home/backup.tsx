import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { homeWords } from '../../words/office/home.ts';
import { useAnswer } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { useMoment } from '../session.tsx';

/** The last verified backup. */
export function Backup() {
  const w = useWords(homeWords);
  const moment = useMoment();
  const { value } = useAnswer(officeApi.lastBackup);
  if (!value) return null;
  const { last } = value;
  return (
    <Section heading={w.backup}>
      <p className="soft">{last ? w.backupAt(moment(last.at), last.packets) : w.backupNone}</p>
    </Section>
  );
}
