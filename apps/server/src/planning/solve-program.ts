/** HiGHS behind one function: a linear program of the domain in, a solution and its bound out. */
import type { LinearProgram } from '@rekam/domain';
import { boundFromPrices, isWhole } from '@rekam/domain';
import loadHighs, { type Highs, type Model, type ModelData } from 'highs';

export interface Solved {
  /** One a column; null: no solution was found in time. */
  readonly values: Float64Array | null;
  /** No solution is worth more, thousands of rupiah. */
  readonly bound: number;
  /** `prices`: the bound was added up by the domain from the rows' prices; `branching`: it is HiGHS's word. */
  readonly provenBy: 'prices' | 'branching';
}

/** Values are whole thousands of rupiah: a bound is rounded down to the next, less what floating point may have added. */
const hair = 1e-4;

let loading: Promise<Highs> | undefined;
/** The package's types describe its CommonJS build; Node loads the other, whose default is the function itself. */
const load = loadHighs as unknown as typeof loadHighs.default;

/** @param secondsLeft time for this program; when it runs out the best solution so far comes back with its bound */
export async function solveProgram(program: LinearProgram, secondsLeft: number): Promise<Solved> {
  if (program.columns.length === 0) return { values: new Float64Array(), bound: 0, provenBy: 'prices' };
  loading ??= load();
  const highs = await loading;
  const started = performance.now();
  const relaxed = highs.withModel(dataOf(highs, program, false), (model) => solveRelaxed(model, program));
  if (relaxed.values && isWhole(relaxed.values) && worthOf(program, relaxed.values) >= relaxed.bound)
    return relaxed;
  const spent = (performance.now() - started) / 1000;
  const whole = highs.withModel(dataOf(highs, program, true), (model) =>
    solveWhole(model, Math.max(0.01, secondsLeft - spent)),
  );
  return whole.bound < relaxed.bound ? whole : { ...whole, bound: relaxed.bound, provenBy: 'prices' };
}

const worthOf = (program: LinearProgram, values: Float64Array): number =>
  program.columns.reduce((sum, { objective }, i) => sum + objective * Math.round(values[i]!), 0);

function solveRelaxed(model: Model, program: LinearProgram): Solved {
  model.options.set({ output_flag: false });
  model.run();
  const { colValue, rowDual } = model.getSolution();
  return { values: colValue, bound: Math.floor(boundFromPrices(program, rowDual)), provenBy: 'prices' };
}

function solveWhole(model: Model, seconds: number): Solved {
  model.options.set({ output_flag: false, mip_rel_gap: 0, mip_abs_gap: 0.5, time_limit: seconds });
  model.run();
  const found = model.info.get('primal_solution_status') === 2;
  const bound = Number(model.info.get('mip_dual_bound'));
  return {
    values: found ? model.getSolution().colValue : null,
    bound: Math.floor(bound + hair),
    provenBy: 'branching',
  };
}

function dataOf(highs: Highs, program: LinearProgram, whole: boolean): ModelData {
  const { columns, rows } = program;
  const terms = rows.flatMap((row) => row.terms);
  const starts = new Int32Array(rows.length + 1);
  rows.forEach((row, i) => {
    starts[i + 1] = starts[i]! + row.terms.length;
  });
  return {
    numCols: columns.length,
    numRows: rows.length,
    sense: highs.constants.objectiveSense.maximize,
    colCost: Float64Array.from(columns, (column) => column.objective),
    colLower: new Float64Array(columns.length),
    colUpper: Float64Array.from(columns, (column) => column.upper),
    rowLower: Float64Array.from(rows, (row) => row.lower),
    rowUpper: Float64Array.from(rows, (row) => row.upper),
    matrix: {
      format: 'csr',
      numRows: rows.length,
      numCols: columns.length,
      starts,
      indices: Int32Array.from(terms, ([column]) => column),
      values: Float64Array.from(terms, ([, coefficient]) => coefficient),
    },
    ...(whole && { integrality: new Int32Array(columns.length).fill(1) }),
  };
}
