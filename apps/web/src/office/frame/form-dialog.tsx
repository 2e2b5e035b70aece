import type { ReactNode } from 'react';
import { Dialog } from '../../parts/dialog.tsx';
import type { Action } from '../../parts/use-action.ts';
import { DialogEnd } from './dialog-end.tsx';

interface FormDialogProps {
  readonly heading: string;
  readonly onClose: () => void;
  readonly wide?: boolean;
  readonly action: Pick<Action, 'busy' | 'problem'>;
  readonly onSubmit: () => void;
  /** Words of the act. */
  readonly act: ReactNode;
  /** What cannot be undone stands out. */
  readonly grave?: boolean;
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A dialog that asks for something and then acts: what is refused is said above its buttons. */
export function FormDialog({
  heading,
  onClose,
  wide = false,
  onSubmit,
  act,
  children,
  ...end
}: FormDialogProps) {
  return (
    <Dialog heading={heading} onClose={onClose} wide={wide}>
      <form
        className="stack"
        noValidate
        onSubmit={(event) => {
          event.preventDefault();
          onSubmit();
        }}
      >
        {children}
        <DialogEnd onClose={onClose} {...end}>
          {act}
        </DialogEnd>
      </form>
    </Dialog>
  );
}
