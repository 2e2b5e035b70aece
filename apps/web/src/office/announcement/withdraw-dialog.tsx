import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { call } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { announcementWords } from '../../words/office/announcement.ts';
import { ReasonDialog } from '../frame/reason-dialog.tsx';

interface WithdrawDialogProps {
  readonly number: number;
  readonly onClose: () => void;
}

export function WithdrawDialog({ number, onClose }: WithdrawDialogProps) {
  const w = useWords(announcementWords);
  return (
    <ReasonDialog
      heading={w.withdrawHeading(number)}
      lead={w.withdrawLead}
      action={w.withdrawAction}
      grave
      act={(reason) => call(officeApi.withdrawAnnouncement, { params: { number }, body: { reason } })}
      onClose={onClose}
    />
  );
}
