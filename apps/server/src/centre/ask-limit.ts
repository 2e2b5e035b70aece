/** CTR31: how fast strangers may ask. Many phones share one address of a mobile network, so its share is not small. */
const perAddress = { burst: 20, perSecond: 1 / 6 };
/** All together: 45 + 14 bits stand for millennia against this. */
const together = { burst: 300, perSecond: 10 };
/** Addresses remembered; the one that asked longest ago is forgotten first. */
const mostAddresses = 20_000;

interface Bucket {
  readonly left: number;
  readonly atMs: number;
}

/** Takes one of what is left; null where nothing is. */
function take(
  bucket: Bucket | undefined,
  { burst, perSecond }: typeof together,
  nowMs: number,
): Bucket | null {
  const gained = bucket ? (Math.max(0, nowMs - bucket.atMs) / 1000) * perSecond : burst;
  const left = Math.min(burst, (bucket?.left ?? 0) + gained);
  return left < 1 ? null : { left: left - 1, atMs: nowMs };
}

/** Whether somebody at this address may ask now; asking costs them one of their tries. */
export function makeAskLimit(): (address: string, nowMs: number) => boolean {
  const buckets = new Map<string, Bucket>();
  let all: Bucket | undefined;
  return (address, nowMs) => {
    const own = take(buckets.get(address), perAddress, nowMs);
    if (own === null) return false;
    const rest = take(all, together, nowMs);
    if (rest === null) return false;
    all = rest;
    buckets.delete(address);
    buckets.set(address, own);
    if (buckets.size > mostAddresses) buckets.delete(buckets.keys().next().value!);
    return true;
  };
}
