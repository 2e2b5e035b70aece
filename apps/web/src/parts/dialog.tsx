import { type ReactNode, useEffect, useId, useRef } from 'react';

interface DialogProps {
  readonly heading: string;
  readonly onClose: () => void;
  readonly children: ReactNode;
  readonly wide?: boolean;
}

/** A modal dialog of the browser's own: it keeps the focus inside, Esc closes it, and the focus returns after. */
export function Dialog({ heading, onClose, children, wide = false }: DialogProps) {
  const own = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const dialog = own.current;
    const before = document.activeElement;
    if (dialog && !dialog.open) dialog.showModal();
    // The browser takes the first control, which may be the one that throws things away.
    dialog?.querySelector<HTMLElement>('[data-takes-focus]')?.focus();
    return () => {
      dialog?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  return (
    <dialog
      ref={own}
      className={wide ? 'dialog dialog-wide' : 'dialog'}
      aria-labelledby={id}
      onCancel={(event) => {
        event.preventDefault();
        onClose();
      }}
    >
      <h2 id={id}>{heading}</h2>
      {children}
    </dialog>
  );
}
