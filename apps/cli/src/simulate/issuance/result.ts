/** One stage of the way: how many were to come through it, and how many did. */
export interface Stage {
  readonly stage: StageName;
  readonly wanted: number;
  readonly done: number;
  readonly seconds: number;
}

export type StageName =
  | 'recorded'
  | 'exported'
  | 'heard-of'
  | 'letters'
  | 'blanks'
  | 'queued'
  | 'printed'
  | 'boxed'
  | 'handed-over'
  | 'letters-checked';

/** What went wrong on purpose: a run in which nothing did proves little. */
export interface Misfortunes {
  /** Blanks of the printers that ran out and were loaded again. */
  readonly mediaEmpty: number;
  readonly jams: number;
  readonly coversOpen: number;
  /** Jobs that ended before they drew a blank. */
  readonly brokenOff: number;
  /** Prints that came out well by the printer's word and were seen to be bad. */
  readonly smeared: number;
  /** Times the office was killed while it printed. */
  readonly officeKilled: number;
  /** Cards handed over by two officers, where no finger was found to be the receiver's. */
  readonly notFoundByFinger: number;
  /** Cards handed over on questions and by two officers, where the office holds no print. */
  readonly withoutPrint: number;
  /** What had to be refused (a doubled consignment, words that go back, a second click) and was. */
  readonly refused: number;
}

export interface IssuanceResult {
  readonly residents: number;
  readonly stages: readonly Stage[];
  readonly ledgerBalanced: boolean;
  /** Pieces that do not lie where the book says. */
  readonly piecesUnaccounted: number;
  /** Cards that were printed at another place of the order than was theirs. */
  readonly orderViolations: number;
  /** Letters whose file is genuine and which the public check calls valid. */
  readonly lettersValid: number;
  /** Letters which the public check calls void. */
  readonly lettersVoid: number;
  /** Good prints beyond one for each card, or on a piece that had one. */
  readonly doublePrinted: number;
  readonly misfortunes: Misfortunes;
  /** Whatever else was not as it must be, in words. */
  readonly complaints: readonly string[];
}

export const holds = (result: IssuanceResult): boolean =>
  result.ledgerBalanced &&
  result.piecesUnaccounted === 0 &&
  result.orderViolations === 0 &&
  result.doublePrinted === 0 &&
  result.complaints.length === 0 &&
  result.stages.every(({ wanted, done }) => wanted > 0 && wanted === done) &&
  Object.values(result.misfortunes).every((count: number) => count > 0);

export function printIssuance(result: IssuanceResult, json: boolean): void {
  const { residents, ledgerBalanced, piecesUnaccounted, orderViolations, doublePrinted } = result;
  const seconds = Math.round(result.stages.reduce((sum, stage) => sum + stage.seconds, 0));
  for (const complaint of result.complaints) process.stderr.write(`✗ ${complaint}\n`);
  process.stderr.write(
    `${holds(result) ? '✓' : '✗'} ${residents} penduduk dalam ${seconds} d: buku ${ledgerBalanced ? 'seimbang' : 'TIDAK seimbang'}, keping tak terlacak ${piecesUnaccounted}, urutan dilanggar ${orderViolations}, tercetak ganda ${doublePrinted}, surat berlaku ${result.lettersValid}, batal ${result.lettersVoid}\n` +
      `  ${residents} residents in ${seconds} s: book ${ledgerBalanced ? 'balanced' : 'NOT balanced'}, pieces unaccounted for ${piecesUnaccounted}, order violated ${orderViolations}, printed twice ${doublePrinted}, letters valid ${result.lettersValid}, void ${result.lettersVoid}\n`,
  );
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}
