/** Something told to a person in both languages: `id` Indonesian, `en` English. */
export interface Sentence {
  readonly id: string;
  readonly en: string;
}
