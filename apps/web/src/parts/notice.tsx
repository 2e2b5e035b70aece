import { type ReactNode, useEffect, useRef } from 'react';
import { Icon, type IconName } from './icons.tsx';

export type NoticeKind = 'good' | 'warn' | 'bad' | 'calm';

const icons: Readonly<Record<NoticeKind, IconName>> = {
  good: 'check',
  warn: 'warning',
  bad: 'warning',
  calm: 'clock',
};

interface NoticeProps {
  readonly kind: NoticeKind;
  /** True: said aloud at once when it appears, and scrolled to where it can be read. */
  readonly alert?: boolean;
  readonly children: ReactNode;
}

export function Notice({ kind, alert = false, children }: NoticeProps) {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    if (alert) box.current?.scrollIntoView({ block: 'nearest' });
  }, [alert]);
  return (
    <div ref={box} className={`notice notice-${kind}`} role={alert ? 'alert' : undefined}>
      <Icon name={icons[kind]} size={24} />
      <div className="notice-body">{children}</div>
    </div>
  );
}
