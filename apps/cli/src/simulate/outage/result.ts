export interface OutageEvent {
  readonly place: string;
  readonly device: string;
  readonly fault: string;
  /** Seconds from the device's death; null: not within two minutes. */
  readonly faultSeconds: number | null;
  readonly statusSeconds: number | null;
  readonly publicSeconds: number | null;
}

export interface OutageResult {
  readonly events: readonly OutageEvent[];
  /** Events without a fault or not on the public page. */
  readonly missed: number;
  /** Faults beyond one for each dead device. */
  readonly doubled: number;
  readonly warnedAtTwo: boolean;
  readonly warnedAtOne: boolean;
  /** Seconds until a device that came back closed its fault and opened its place; null: it did not. */
  readonly healed: number | null;
}

const mostFaultSeconds = 60;
const mostPublicSeconds = 120;

export const holds = ({ events, missed, doubled, warnedAtTwo, warnedAtOne, healed }: OutageResult): boolean =>
  events.length > 0 &&
  events.every(({ faultSeconds }) => faultSeconds !== null && faultSeconds <= mostFaultSeconds) &&
  events.every(({ publicSeconds }) => publicSeconds !== null && publicSeconds <= mostPublicSeconds) &&
  missed === 0 &&
  doubled === 0 &&
  warnedAtTwo &&
  warnedAtOne &&
  healed !== null;

export function printOutage(result: OutageResult, json: boolean): void {
  const slowest = (of: (event: OutageEvent) => number | null) =>
    Math.max(...result.events.map((event) => of(event) ?? 999));
  const fault = slowest(({ faultSeconds }) => faultSeconds);
  const page = slowest(({ publicSeconds }) => publicSeconds);
  const { events, missed, doubled, healed } = result;
  process.stderr.write(
    `${holds(result) ? '✓' : '✗'} ${events.length} alat mati: kerusakan paling lambat ${fault} d, halaman umum ${page} d, terlewat ${missed}, ganda ${doubled}, pulih ${healed ?? '–'} d\n` +
      `  ${events.length} devices died: slowest fault ${fault} s, public page ${page} s, missed ${missed}, doubled ${doubled}, healed ${healed ?? '–'} s\n`,
  );
  if (json) process.stdout.write(`${JSON.stringify(result)}\n`);
}
