import { Refused } from '@rekam/protocol/refusals/refused.ts';

export { getValue, Refused } from '@rekam/protocol/refusals/refused.ts';

/** Does nothing where the rules refuse; for what machines tell, who have nobody to read a refusal. */
export async function unlessRefused(work: () => Promise<void>): Promise<void> {
  await work().catch((error: unknown) => {
    if (!(error instanceof Refused)) throw error;
  });
}
