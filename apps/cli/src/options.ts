import { type ParseArgsConfig, parseArgs } from 'node:util';

/** A mistake in the words of a command; printed in both languages, exit code 64. */
export class UsageError extends Error {}

/** Reads options strictly: an unknown one is told with its name. */
export function readOptions<const T extends NonNullable<ParseArgsConfig['options']>>(
  argv: string[],
  options: T,
) {
  try {
    return parseArgs({ args: argv, options, allowPositionals: true, strict: true });
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
}

/** A whole number in a range, or a usage error that names the option. */
export function numberOption(
  name: string,
  text: string | undefined,
  fallback: number,
  least: number,
  most: number,
): number {
  if (text === undefined) return fallback;
  const value = Number(text);
  if (!Number.isInteger(value) || value < least || value > most)
    throw new UsageError(`--${name}: bilangan ${least}–${most} / a whole number ${least}–${most}`);
  return value;
}
