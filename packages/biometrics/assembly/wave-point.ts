// AssemblyScript: what the strengths of all waves say of one point; waves.ts finds them.

/** Behind the strengths of two points, the squares of each orientation summed over the periods. */
export function addByAngle(point: usize, periods: i32, orientations: i32): void {
  const sums = point + ((periods * orientations) << 4);
  for (let k = 0; k < orientations; k++) {
    let sum = f64x2.splat(0);
    for (let f = 0; f < periods; f++) {
      const value = v128.load(point + ((f * orientations + k) << 4));
      sum = f64x2.add(sum, f64x2.mul(value, value));
    }
    v128.store(sums + (k << 4), sum);
  }
}

/** Writes what a point says, one number a plane: cosine and sine of its angle, weight and logarithms of its periods, strength. */
export function tellPoint(
  point: usize,
  periods: i32,
  orientations: i32,
  turns: usize,
  logPeriods: usize,
  out: usize,
  plane: usize,
): void {
  const byAngle = point + ((periods * orientations) << 4);
  let best = 0;
  for (let k = 1; k < orientations; k++)
    if (load<f64>(byAngle + (k << 4)) > load<f64>(byAngle + (best << 4))) best = k;
  let cosine: f64 = 0;
  let sine: f64 = 0;
  for (let d = -3; d <= 3; d++) {
    const k = (best + d + orientations) % orientations;
    const value = load<f64>(byAngle + (k << 4));
    cosine += value * load<f64>(turns + (k << 4));
    sine += value * load<f64>(turns + (k << 4), 8);
  }
  let weight: f64 = 0;
  let logs: f64 = 0;
  let top: f64 = 0;
  for (let f = 0; f < periods; f++) {
    let value: f64 = 0;
    for (let d = -1; d <= 1; d++) {
      const k = f * orientations + ((best + d + orientations) % orientations);
      value = max(value, load<f64>(point + (k << 4)));
    }
    top = max(top, value);
    weight += value * value;
    logs += value * value * load<f64>(logPeriods + (f << 3));
  }
  store<f64>(out, cosine);
  store<f64>(out + plane, sine);
  store<f64>(out + 2 * plane, weight);
  store<f64>(out + 3 * plane, logs);
  store<f64>(out + 4 * plane, top);
}
