/**
 * Linear discriminant analysis for a thousand features: the axes along which classes differ most, measured in the
 * spread within classes. Square matrices are row by row.
 */
export interface Spread {
  /** Length of a sample. */
  readonly size: number;
  readonly mean: Float64Array;
  /** Covariance of samples around their class, and of classes around the mean. */
  readonly within: Float64Array;
  readonly between: Float64Array;
}

/** Measures classes of samples; classes of a single sample say nothing about the spread within. */
export function measureSpread(classes: Iterable<readonly Int16Array[]>, size: number): Spread {
  const total = new Float64Array(size * size);
  const inner = new Float64Array(size * size);
  const sum = new Float64Array(size);
  let [count, freedom, groups, samplesPerClass] = [0, 0, 0, 0];
  const middles: Float64Array[] = [];
  for (const samples of classes) {
    const middle = new Float64Array(size);
    for (const sample of samples) for (let i = 0; i < size; i++) middle[i]! += sample[i]! / samples.length;
    for (const sample of samples) {
      addOuter(
        inner,
        Float64Array.from(sample, (value, i) => value - middle[i]!),
      );
      for (let i = 0; i < size; i++) sum[i]! += sample[i]!;
    }
    count += samples.length;
    freedom += samples.length - 1;
    samplesPerClass += samples.length;
    groups++;
    middles.push(middle);
  }
  const mean = sum.map((value) => value / count);
  for (const middle of middles)
    addOuter(
      total,
      middle.map((value, i) => value - mean[i]!),
    );
  const within = mirrored(inner, size, 1 / Math.max(1, freedom));
  const between = mirrored(total, size, 1 / Math.max(1, groups - 1));
  // A class's middle still carries a share of the spread within.
  const share = groups / samplesPerClass;
  for (let i = 0; i < between.length; i++) between[i]! -= within[i]! * share;
  return { size, mean, within, between };
}

/** Adds the upper half of the product of a vector with itself. */
function addOuter(to: Float64Array, vector: Float64Array): void {
  const size = vector.length;
  for (let i = 0; i < size; i++) {
    const value = vector[i]!;
    if (value === 0) continue;
    const row = i * size;
    for (let j = i; j < size; j++) to[row + j]! += value * vector[j]!;
  }
}

function mirrored(upper: Float64Array, size: number, scale: number): Float64Array {
  for (let i = 0; i < size; i++)
    for (let j = i; j < size; j++) {
      upper[i * size + j]! *= scale;
      upper[j * size + i] = upper[i * size + j]!;
    }
  return upper;
}

/** Spreads of different sources as one; the parts of `within` and `between` add up to 1 each. */
export function mixSpreads(parts: readonly { spread: Spread; within: number; between: number }[]): Spread {
  const { size } = parts[0]!.spread;
  const mix = (pick: (spread: Spread) => Float64Array, share: 'within' | 'between') => {
    const mixed = new Float64Array(pick(parts[0]!.spread).length);
    for (const part of parts) {
      const from = pick(part.spread);
      for (let i = 0; i < mixed.length; i++) mixed[i]! += part[share] * from[i]!;
    }
    return mixed;
  };
  return {
    size,
    mean: mix((spread) => spread.mean, 'within'),
    within: mix((spread) => spread.within, 'within'),
    between: mix((spread) => spread.between, 'between'),
  };
}

export interface Axis {
  /** How far classes lie apart along it, in variances within. */
  readonly ratio: number;
  readonly direction: Float64Array;
}

/** The `count` best axes; `ridge` is the part of the mean variance that every feature is granted at least. */
export function bestAxes({ size, within, between }: Spread, count: number, ridge: number): Axis[] {
  let trace = 0;
  for (let i = 0; i < size; i++) trace += within[i * size + i]!;
  const firm = within.slice();
  for (let i = 0; i < size; i++) firm[i * size + i]! += (ridge * trace) / size;
  const lower = cholesky(firm, size);
  const inverse = invertLower(lower, size);
  const half = multiply(inverse, between, size);
  const whitened = multiplyTransposed(half, inverse, size);
  const { values, vectors } = largestEigen(whitened, size, count);
  return vectors.map((vector, k) => {
    const direction = new Float64Array(size);
    for (let i = 0; i < size; i++)
      for (let j = 0; j <= i; j++) direction[j]! += inverse[i * size + j]! * vector[i]!;
    return { ratio: values[k]!, direction };
  });
}

function cholesky(matrix: Float64Array, size: number): Float64Array {
  const lower = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j <= i; j++) {
      let sum = matrix[i * size + j]!;
      for (let k = 0; k < j; k++) sum -= lower[i * size + k]! * lower[j * size + k]!;
      if (i === j) {
        if (!(sum > 0)) throw new RangeError('the spread within classes is singular');
        lower[i * size + i] = Math.sqrt(sum);
      } else lower[i * size + j] = sum / lower[j * size + j]!;
    }
  return lower;
}

function invertLower(lower: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    const scale = 1 / lower[i * size + i]!;
    inverse[i * size + i] = scale;
    for (let k = 0; k < i; k++) {
      const factor = lower[i * size + k]! * scale;
      if (factor !== 0)
        for (let j = 0; j <= k; j++) inverse[i * size + j]! -= factor * inverse[k * size + j]!;
    }
  }
  return inverse;
}

function multiply(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let k = 0; k < size; k++) {
      const factor = a[i * size + k]!;
      if (factor !== 0) for (let j = 0; j < size; j++) product[i * size + j]! += factor * b[k * size + j]!;
    }
  return product;
}

/** a · bᵀ */
function multiplyTransposed(a: Float64Array, b: Float64Array, size: number): Float64Array {
  const product = new Float64Array(size * size);
  for (let i = 0; i < size; i++)
    for (let j = 0; j < size; j++) {
      let sum = 0;
      for (let k = 0; k <= j; k++) sum += a[i * size + k]! * b[j * size + k]!;
      product[i * size + j] = sum;
    }
  return product;
}

/** Largest eigenvalues of a symmetric matrix by subspace iteration, a quarter more vectors than asked for. */
function largestEigen(matrix: Float64Array, size: number, count: number) {
  const width = Math.min(size, Math.ceil(count * 1.25));
  let vectors: Float64Array[] = Array.from({ length: width }, (_, k) =>
    Float64Array.from({ length: size }, (_, i) => Math.sin(1 + i * 12.9898 + k * 78.233)),
  );
  let values: Float64Array = new Float64Array(width);
  for (let round = 0; round < 40; round++) {
    vectors = orthonormal(vectors.map((vector) => times(matrix, vector)));
    if (round % 8 === 7) ({ vectors, values } = rotated(matrix, vectors));
  }
  const order = [...values.keys()].sort((a, b) => values[b]! - values[a]!).slice(0, count);
  return { values: order.map((k) => values[k]!), vectors: order.map((k) => vectors[k]!) };
}

function times(matrix: Float64Array, vector: Float64Array): Float64Array {
  const size = vector.length;
  const product = new Float64Array(size);
  for (let i = 0; i < size; i++) {
    let sum = 0;
    for (let j = 0; j < size; j++) sum += matrix[i * size + j]! * vector[j]!;
    product[i] = sum;
  }
  return product;
}

const dot = (a: Float64Array, b: Float64Array): number => {
  let sum = 0;
  for (let i = 0; i < a.length; i++) sum += a[i]! * b[i]!;
  return sum;
};

function orthonormal(vectors: Float64Array[]): Float64Array[] {
  for (let k = 0; k < vectors.length; k++) {
    const vector = vectors[k]!;
    for (let before = 0; before < k; before++) {
      const along = dot(vector, vectors[before]!);
      for (let i = 0; i < vector.length; i++) vector[i]! -= along * vectors[before]![i]!;
    }
    const length = Math.sqrt(dot(vector, vector)) || 1;
    for (let i = 0; i < vector.length; i++) vector[i]! /= length;
  }
  return vectors;
}

/** Turns an orthonormal basis to the matrix's eigenvectors inside its span (Rayleigh and Ritz; Jacobi's turns). */
function rotated(
  matrix: Float64Array,
  vectors: Float64Array[],
): { vectors: Float64Array[]; values: Float64Array } {
  const width = vectors.length;
  const images = vectors.map((vector) => times(matrix, vector));
  const small = new Float64Array(width * width);
  for (let i = 0; i < width; i++)
    for (let j = 0; j < width; j++) small[i * width + j] = dot(vectors[i]!, images[j]!);
  for (let sweep = 0; sweep < 8; sweep++)
    for (let p = 0; p < width; p++) for (let q = p + 1; q < width; q++) turn(small, vectors, p, q);
  return { vectors, values: Float64Array.from({ length: width }, (_, i) => small[i * width + i]!) };
}

function turn(small: Float64Array, vectors: Float64Array[], p: number, q: number): void {
  const width = vectors.length;
  const off = small[p * width + q]!;
  if (Math.abs(off) < 1e-12) return;
  const theta = (small[q * width + q]! - small[p * width + p]!) / (2 * off);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.sqrt(theta * theta + 1));
  const cos = 1 / Math.sqrt(t * t + 1);
  const sin = t * cos;
  const mix = (a: Float64Array, i: number, b: Float64Array, j: number) => {
    const [x, y] = [a[i]!, b[j]!];
    a[i] = cos * x - sin * y;
    b[j] = sin * x + cos * y;
  };
  for (let k = 0; k < width; k++) mix(small, k * width + p, small, k * width + q);
  for (let k = 0; k < width; k++) mix(small, p * width + k, small, q * width + k);
  for (let i = 0; i < vectors[p]!.length; i++) mix(vectors[p]!, i, vectors[q]!, i);
}
