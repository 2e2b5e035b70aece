/** How long an officer's screens wait for their answers while the office is at work. */

export interface ScreenTimes {
  readonly asked: number;
  readonly p50Ms: number;
  readonly worstMs: number;
}

/** Asks for each screen in turn, again and again, until told to stop. */
export function watchScreens<Name extends string>(screens: Readonly<Record<Name, () => Promise<unknown>>>) {
  const times = Object.fromEntries(Object.keys(screens).map((name) => [name, [] as number[]])) as Record<
    Name,
    number[]
  >;
  let stopped = false;
  const ask = async (name: Name): Promise<void> => {
    const began = performance.now();
    await screens[name]();
    times[name].push(performance.now() - began);
  };
  const watching = (async () => {
    while (!stopped) {
      for (const name of Object.keys(screens) as Name[]) await ask(name);
      await new Promise((resolve) => setTimeout(resolve, 250));
    }
  })();
  // What went wrong is told by `stop`.
  watching.catch(() => undefined);
  return {
    /** @returns what each screen took */
    stop: async (): Promise<Record<Name, ScreenTimes>> => {
      stopped = true;
      await watching;
      return Object.fromEntries(
        (Object.keys(screens) as Name[]).map((name) => [name, timesOf(times[name])]),
      ) as Record<Name, ScreenTimes>;
    },
  };
}

function timesOf(times: readonly number[]): ScreenTimes {
  const sorted = times.toSorted((a, b) => a - b);
  return {
    asked: sorted.length,
    p50Ms: Math.round(sorted[Math.floor(sorted.length / 2)] ?? 0),
    worstMs: Math.round(sorted.at(-1) ?? 0),
  };
}
