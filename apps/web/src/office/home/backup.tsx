import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { useWords } from '../../words/language.tsx';
import { homeWords } from '../../words/office/home.ts';
import { useAnswer } from '../asking.ts';
import { Section } from '../frame/pieces.tsx';
import { useMoment } from '../session.tsx';

/** The last backup, as far back as the newest facts tell. */
export function Backup() {
  const w = useWords(homeWords);
  const moment = useMoment();
  const trail = useAnswer(officeApi.auditTrail, { query: { limit: 200 } });
  if (!trail.value) return null;
  const last = trail.value.rows.find(({ kind }) => kind === 'packets-backed-up');
  const packetIds = last?.details.packetIds;
  const covered = Array.isArray(packetIds) ? packetIds.length : 0;
  return (
    <Section heading={w.backup}>
      <p className="soft">{last ? w.backupAt(moment(last.at), covered) : w.backupNone}</p>
    </Section>
  );
}
