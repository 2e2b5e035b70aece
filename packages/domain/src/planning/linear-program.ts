/**
 * A linear program as data: greatest value of `objective · x` with every x between 0 and 1 (or its own upper bound), whole,
 * and every row's sum within its bounds.
 */
export interface LinearProgram {
  readonly columns: readonly Column[];
  readonly rows: readonly Row[];
}

export interface Column {
  /** Whole thousands of rupiah for each unit. */
  readonly objective: number;
  /** Whole number ≥ 0; the lower bound is 0. */
  readonly upper: number;
}

export interface Row {
  /** −Infinity: unbounded below. */
  readonly lower: number;
  /** Infinity: unbounded above. */
  readonly upper: number;
  readonly terms: readonly Term[];
}

/** Column number and whole coefficient; each column once in a row. */
export type Term = readonly [column: number, coefficient: number];

/** Prices are rounded to this fraction, a power of two: all sums below are then exact in floating point. */
const grain = 2 ** -12;

/**
 * An upper bound on the program's value that anybody can check: weak duality. Whatever prices are put on the rows, no
 * solution is worth more than the prices of the rows' bounds and what the columns earn beyond their prices. Good prices
 * (a solver's duals) make it tight; bad ones make it loose, never wrong.
 * @param prices one a row, in the objective's unit for each unit of the row; any numbers
 */
export function boundFromPrices(program: LinearProgram, prices: ArrayLike<number>): number {
  const earned = program.columns.map((column) => column.objective);
  let bound = 0;
  program.rows.forEach((row, i) => {
    const price = usable(row, Math.round((prices[i] ?? 0) / grain) * grain);
    if (price === 0) return;
    bound += price * (price > 0 ? row.upper : row.lower);
    for (const [column, coefficient] of row.terms) earned[column]! -= price * coefficient;
  });
  program.columns.forEach((column, j) => {
    bound += Math.max(0, earned[j]!) * column.upper;
  });
  return bound;
}

/** A price on a bound that is not there says nothing. */
const usable = (row: Row, price: number): number =>
  Number.isFinite(price > 0 ? row.upper : row.lower) && Number.isFinite(price) ? price : 0;
