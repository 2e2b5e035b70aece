import { type Action, permittedActions } from '@rekam/domain';
import type { paperApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { getOfficer } from '../ports/permit.ts';
import { Refused } from '../ports/refused.ts';
import type { Papers } from './papers.ts';

export function paperRoutes(papers: Papers): Handlers<typeof paperApi> {
  return {
    uploadPaper: async ({ officer, body }) => {
      requireAny(officer, 'fault.report', 'blank.spoil', 'resident.note-death');
      return papers.keepStream(body);
    },
    getPaper: async ({ officer, params }) => {
      requireAny(officer, 'equipment.view', 'blank.view');
      const { content, mediaType } = await papers.read(params.id);
      return { content, mediaType };
    },
  };
}

/**
 * A paper is of equipment, of blanks or of a death, which alone is read elsewhere: whoever may do it for one of them,
 * anywhere, may.
 * @throws Refused
 */
function requireAny(officer: SignedInOfficer | null, ...actions: readonly [Action, ...Action[]]): void {
  const may = permittedActions(getOfficer(officer));
  if (!actions.some((action) => may.includes(action)))
    throw new Refused('ACCESS_DENIED', { action: actions[0] });
}
