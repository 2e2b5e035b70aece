/**
 * An office built wrong on purpose: it signs the receipt before the fact is committed. The fault harness must notice.
 * Nothing but the harness starts this file.
 */
import { runOffice } from '../run-office.ts';

/** Long enough to be killed in between. */
const lateMs = 400;

await runOffice(process.argv.slice(2), {
  transact: (own) => async (work) => {
    setTimeout(() => void own(work).catch(() => undefined), lateMs);
    return undefined as never;
  },
});
