import { dayAt, toInstant } from '@rekam/domain';
import type { officeApi } from '@rekam/protocol';
import type { letterSigningApi, SigningState } from '@rekam/protocol/http/letter-signing-api.ts';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import type { Handlers } from '../../ports/call.ts';
import { permit, permittedPlaces } from '../../ports/permit.ts';
import { Refused } from '../../ports/refused.ts';
import { type LetterDeps, note } from '../commands.ts';
import type { DocumentSigner } from '../document-signer.ts';
import type { Signing } from './signing.ts';

type Names = keyof typeof letterSigningApi;

/** Subject of the facts about signing. */
const subject = 'letter-signing';

export function signingRoutes(
  deps: LetterDeps & { readonly signing: Signing },
): Handlers<typeof officeApi, Names> {
  const { signing, database, clock } = deps;
  return {
    letterSigning: async ({ officer }) => {
      permittedPlaces(officer, 'letter.view');
      return stateOf(signing, clock());
    },
    openLetterSigning: async ({ officer, body }) => {
      const by = permit(officer, 'letter.sign', null);
      try {
        await signing.open(body.secret);
      } catch (error) {
        // A wrong secret is seen by whoever looks for it later.
        if (error instanceof Refused)
          await note(database, deps, by, subject, 'letter-signing-refused', { code: error.code });
        throw error;
      }
      await note(database, deps, by, subject, 'letter-signing-opened', {});
      return stateOf(signing, clock());
    },
    closeLetterSigning: async ({ officer }) => {
      const by = permit(officer, 'letter.sign', null);
      signing.close();
      await note(database, deps, by, subject, 'letter-signing-closed', {});
      return stateOf(signing, clock());
    },
  };
}

function stateOf(signing: Signing, nowMs: number): SigningState {
  try {
    const way = signing.way();
    try {
      const signer = signing.signer();
      return { way, certificate: signer && certificateOf(signer, nowMs), problem: null };
    } catch (error) {
      return { way, certificate: null, problem: problemOf(error) };
    }
  } catch (error) {
    return { way: null, certificate: null, problem: problemOf(error) };
  }
}

const certificateOf = ({ subject, notAfter }: DocumentSigner, nowMs: number) => ({
  subject,
  until: dayAt(toInstant(notAfter.getTime()), 0),
  expired: nowMs > notAfter.getTime(),
});

function problemOf(error: unknown): SigningState['problem'] {
  if (!(error instanceof Refused)) throw error;
  return { code: error.code, ...sentenceOf(error.code, error.details) };
}
