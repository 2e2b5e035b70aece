/** How fast strangers may ask: so much at once, then so much a second. */
export interface Pace {
  readonly burst: number;
  readonly perSecond: number;
}

export interface AskPace {
  /** Many phones share one address of a mobile network, so its share is not small. */
  readonly perAddress: Pace;
  readonly together: Pace;
}

/** Addresses remembered; the one that asked longest ago is forgotten first. */
const mostAddresses = 20_000;

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** Takes `cost` of what is left; null where there is less. */
function take(
  bucket: Bucket | undefined,
  { burst, perSecond }: Pace,
  nowMs: number,
  cost: number,
): Bucket | null {
  const gained = bucket ? (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond : burst;
  const left = Math.min(burst, (bucket?.left ?? 0) + gained);
  return left < cost ? null : { left: left - cost, atMs: nowMs };
}

/** Whether somebody at this address may ask so much now; asking costs them that of their share. */
export function makeAskLimit({
  perAddress,
  together,
}: AskPace): (address: string, nowMs: number, cost?: number) => boolean {
  const buckets = new Map<string, Bucket>();
  let all: Bucket | undefined;
  return (address, nowMs, cost = 1) => {
    const own = take(buckets.get(address), perAddress, nowMs, cost);
    if (own === null) return false;
    const rest = take(all, together, nowMs, cost);
    if (rest === null) return false;
    all = rest;
    buckets.delete(address);
    buckets.set(address, own);
    if (buckets.size > mostAddresses) buckets.delete(buckets.keys().next().value!);
    return true;
  };
}
