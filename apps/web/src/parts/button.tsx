import { type KeyboardEvent, type ReactNode, useEffect, useRef } from 'react';

export interface ButtonProps {
  readonly children: ReactNode;
  readonly onClick: () => void;
  readonly kind?: 'primary' | 'plain' | 'quiet' | 'danger';
  /** The key that does the same, shown on the button. */
  readonly keyName?: string | undefined;
  /** Shown as working; the button keeps the focus but does nothing. */
  readonly busy?: boolean | undefined;
  /** The button takes the focus when it appears and whenever this changes; undefined: it never does by itself. */
  readonly focusKey?: string | undefined;
  readonly label?: string | undefined;
  readonly type?: 'button' | 'submit';
}

const keyLabels: Readonly<Record<string, string>> = { Escape: 'Esc', ' ': 'Spasi', Enter: 'Enter' };

/** A button that says its key. Holding Enter down presses it once only, so that no step is skipped unseen. */
export function Button(props: ButtonProps) {
  const {
    children,
    onClick,
    kind = 'plain',
    keyName,
    busy = false,
    focusKey,
    label,
    type = 'button',
  } = props;
  const own = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (focusKey !== undefined) own.current?.focus();
  }, [focusKey]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.repeat && (event.key === 'Enter' || event.key === ' ')) event.preventDefault();
  };
  return (
    <button
      ref={own}
      type={type}
      className={`button button-${kind}`}
      aria-disabled={busy || undefined}
      aria-busy={busy || undefined}
      aria-label={label}
      data-takes-focus={focusKey !== undefined || undefined}
      aria-keyshortcuts={keyName === ' ' ? 'Space' : keyName}
      onKeyDown={onKeyDown}
      onClick={(event) => {
        if (busy) event.preventDefault();
        else onClick();
      }}
    >
      <span className="button-words">{children}</span>
      {keyName ? <KeyName name={keyName} /> : null}
    </button>
  );
}

export function KeyName({ name }: { readonly name: string }) {
  return <kbd className="key">{keyLabels[name] ?? name}</kbd>;
}
