import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useRef } from 'react';
import { KeyName } from '../../parts/button.tsx';
import { addressOf } from '../../parts/client.ts';
import { formatBytes, formatDuration, formatMoment } from '../../parts/format.ts';
import { Icon } from '../../parts/icons.tsx';
import { counterWords } from '../../words/counter/index.ts';
import { useLanguage, useWords } from '../../words/language.tsx';
import { Screen } from '../screen.tsx';
import { useStation } from '../station.tsx';

export type Sealed = AnswerOf<typeof counterApi.seal>;

/** Shown only when the packet is durable on this station: the code for the resident, and the receipt to print. */
export function Receipt({ sealed, onNext }: { readonly sealed: Sealed; readonly onNext: () => void }) {
  const w = useWords(counterWords).recording.receipt;
  const { language } = useLanguage();
  const { state } = useStation();
  const link = useRef<HTMLAnchorElement>(null);
  const print = () => link.current?.click();
  const { enrolment, receiptCode, sealedAt, bytes } = sealed;
  return (
    <Screen
      className="receipt"
      heading={w.heading}
      lead={w.lead}
      primary={{ words: w.next, onClick: onNext }}
      shortcuts={{ F2: print }}
    >
      <div className="receipt-paper">
        <p className="receipt-done" aria-hidden="true">
          <Icon name="check" size={44} />
        </p>
        <p className="receipt-label" id="receipt-code">
          {w.code}
        </p>
        <output className="receipt-code" aria-labelledby="receipt-code">
          {receiptCode}
        </output>
        <p className="soft">{w.spell}</p>
        <p className="receipt-name">{enrolment.biodata.name}</p>
        <p>
          {w.sealedAt(formatMoment(sealedAt, state.clock.offsetMinutesEast))} ·{' '}
          {w.size(formatBytes(bytes, language))} · {w.tookAll(formatDuration(enrolment.totalMs))}
        </p>
        <p>{w.willSend}</p>
        <a
          ref={link}
          className="button button-plain"
          href={addressOf(counterApi.receiptPdf, { params: { id: enrolment.id } })}
          target="_blank"
          rel="noreferrer"
          aria-keyshortcuts="F2"
          title={w.printHint}
        >
          <span className="button-words">{w.print}</span> <KeyName name="F2" />
        </a>
      </div>
    </Screen>
  );
}
