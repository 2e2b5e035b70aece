/** Why a resident could not be served, as who stood there saw it. */
export const turnedAwayCauses = ['device', 'power', 'line', 'blanks', 'staff', 'quota', 'other'] as const;
export type TurnedAwayCause = (typeof turnedAwayCauses)[number];

/** So long may a tap be taken back, ms (RPR20). */
export const withdrawMs = 10 * 60_000;

/** What a letter about broken recording equipment may count (RPR22). */
export const countedInLetter = {
  service: 'rekam',
  causes: ['device', 'power', 'line'] satisfies TurnedAwayCause[],
};
