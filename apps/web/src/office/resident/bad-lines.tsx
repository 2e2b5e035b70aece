import type { AnswerOf } from '@rekam/protocol/http/contract.ts';
import { officeApi } from '@rekam/protocol/http/office-api.ts';
import { addressOf } from '../../parts/client.ts';
import { useWords } from '../../words/language.tsx';
import { residentWords } from '../../words/office/resident.ts';

export type ImportRow = AnswerOf<typeof officeApi.listImports>[number];

/** The file of lines that could not be taken in. */
export function BadLines({ one }: { readonly one: ImportRow }) {
  const w = useWords(residentWords).import;
  return (
    <a
      className="bad-lines"
      href={addressOf(officeApi.importErrors, { params: { id: one.id } })}
      download
      aria-label={w.badLinesOf(one.fileName)}
    >
      {w.badLines}
    </a>
  );
}
