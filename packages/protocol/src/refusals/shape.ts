import type { Sentence } from '../words/sentence.ts';

/** What a refusal says: the HTTP status it becomes and a sentence in each language that names the next step; `{name}` is filled from the refusal's details. */
export interface RefusalText extends Sentence {
  readonly status: number;
}
export type RefusalTable = Readonly<Record<string, RefusalText>>;
