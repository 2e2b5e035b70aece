import type { SigningState } from '@rekam/protocol/http/letter-signing-api.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { formatDate } from '../../parts/format.ts';
import { Notice } from '../../parts/notice.tsx';
import { useSentence, useWords } from '../../words/language.tsx';
import { letterSigningWords } from '../../words/office/letter-signing.ts';
import { useAnswer } from '../asking.ts';
import { NotYet } from '../frame/pieces.tsx';

/** One line above the register: who signs, or why nobody can. */
export function SigningLine() {
  const { value, problem } = useAnswer(officeApi.letterSigning);
  return value ? <Standing state={value} /> : <NotYet problem={problem} />;
}

export function Standing({ state: { way, certificate, problem } }: { readonly state: SigningState }) {
  const w = useWords(letterSigningWords);
  const sentence = useSentence();
  if (problem !== null)
    return (
      <Notice kind="bad">
        <p>{sentence(problem)}</p>
        <p>{w.unusable}</p>
      </Notice>
    );
  if (way === 'by-hand' || certificate === null) return <p className="soft">{w.byHand}</p>;
  const until = formatDate(certificate.until);
  if (!certificate.expired) return <p className="soft">{w.certificate(certificate.subject, until)}</p>;
  return (
    <Notice kind="bad">
      <p>{w.certificateEnded(until)}</p>
    </Notice>
  );
}
