/** What a refusal says: the HTTP status it becomes and a sentence in each language that names the next step. */
export interface RefusalText {
  readonly status: number;
  /** Indonesian; `{name}` is filled from the refusal's details. */
  readonly id: string;
  readonly en: string;
}
export type RefusalTable = Readonly<Record<string, RefusalText>>;
