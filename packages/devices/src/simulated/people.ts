import { firstPreviousHash } from '../port.ts';

/** Who stands in front of the devices. */
export interface People {
  current(): string;
  /**
   * The person of a capture. A recording is known by its hash chain: a capture that continues a chain shows the
   * person who began it, one that begins a chain shows a new person once somebody was recorded before.
   */
  personOf(capture: { readonly previousHash: string; readonly transactionId: string }): string;
  /** The chain has gone on to `chainHash` with this person. */
  remember(chainHash: string, person: string): void;
  /** This person stays, for every recording, until `next`. */
  stay(seed: string): void;
  /** The next seeded person, and again one for every recording. */
  next(): string;
}

/** Chains kept in mind; a recording has some twenty links. */
const rememberedLinks = 20_000;

export interface PeopleSettings {
  readonly seed: string;
  /** Lets a caller decide by itself who is recorded; undefined leaves it to the chain. */
  readonly personOf?:
    | ((capture: { readonly previousHash: string; readonly transactionId: string }) => string | undefined)
    | undefined;
  /** How many different people come, over and over; without end when left out. */
  readonly count?: number | undefined;
  /** Told who will be asked for soon: whoever steps in front, and after their first capture the next one. */
  readonly onExpect?: ((person: string) => void) | undefined;
}

export function createPeople(settings: PeopleSettings): People {
  let counter = 0;
  const seedOf = (turn: number): string =>
    `${settings.seed}-${turn % (settings.count ?? Number.POSITIVE_INFINITY)}`;
  let person = seedOf(counter);
  let staying = false;
  let recorded = false;
  const links = new Map<string, string>();
  const show = (somebody: string): string => {
    if (somebody !== person) {
      person = somebody;
      settings.onExpect?.(somebody);
    }
    return somebody;
  };
  const advance = (): string => {
    counter += 1;
    recorded = false;
    return show(seedOf(counter));
  };
  return {
    current: () => person,
    personOf(capture) {
      const chosen = settings.personOf?.(capture);
      if (chosen !== undefined) return show(chosen);
      if (staying) return person;
      const begins = capture.previousHash === firstPreviousHash || capture.previousHash === '';
      if (begins) return recorded ? advance() : person;
      const known = links.get(capture.previousHash);
      return known === undefined ? person : show(known);
    },
    remember(chainHash, somebody) {
      if (!recorded && !staying) settings.onExpect?.(seedOf(counter + 1));
      recorded = true;
      links.set(chainHash, somebody);
      if (links.size > rememberedLinks) links.delete(links.keys().next().value as string);
    },
    stay(seed) {
      staying = true;
      show(seed);
    },
    next() {
      staying = false;
      return advance();
    },
  };
}
