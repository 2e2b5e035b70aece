import { Button } from '@mantine/core';
import { useState } from 'react';
import { useAnnouncer } from '../../parts/announcer.tsx';
import { useWords } from '../../words/language.tsx';
import { frameWords } from '../../words/office/frame.ts';

/** Copies a text; says so on the button and aloud. */
export function CopyButton({ text, label }: { readonly text: string; readonly label?: string }) {
  const w = useWords(frameWords);
  const say = useAnnouncer();
  const [copied, setCopied] = useState<string | null>(null);
  const copy = async () => {
    if (!(await putOnClipboard(text))) return;
    setCopied(text);
    say(w.copied);
  };
  return (
    <Button variant="default" onClick={() => void copy()}>
      {copied === text ? `✓ ${w.copied}` : (label ?? w.copy)}
    </Button>
  );
}

/** The clipboard of pages without HTTPS is the old one: a marked text and a command. */
async function putOnClipboard(text: string): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    const area = document.createElement('textarea');
    area.value = text;
    document.body.append(area);
    area.select();
    const done = document.execCommand('copy');
    area.remove();
    return done;
  }
}
