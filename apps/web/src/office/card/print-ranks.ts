import { type PrintClass, printClasses } from '@rekam/domain';

/** The rank of each class as it is typed; empty: not printed. */
export type Ranks = Readonly<Record<PrintClass, string>>;

export const ranksOf = (groups: readonly (readonly PrintClass[])[]): Ranks =>
  Object.fromEntries(
    printClasses.map((name) => {
      const at = groups.findIndex((group) => group.includes(name));
      return [name, at < 0 ? '' : String(at + 1)];
    }),
  ) as Record<PrintClass, string>;

/** Classes of the same rank together, in the order of the ranks; what is no number is left out. */
export function groupsOf(ranks: Ranks): PrintClass[][] {
  const ranked = printClasses.flatMap((name) => {
    const rank = Number(ranks[name].trim() || Number.NaN);
    return Number.isInteger(rank) ? [{ name, rank }] : [];
  });
  const order = [...new Set(ranked.map(({ rank }) => rank))].toSorted((a, b) => a - b);
  return order.map((rank) => ranked.filter((one) => one.rank === rank).map(({ name }) => name));
}
