import type { paperApi } from '@rekam/protocol';
import type { Handlers } from '../ports/call.ts';
import { permittedPlaces } from '../ports/permit.ts';
import type { Papers } from './papers.ts';

export function paperRoutes(papers: Papers): Handlers<typeof paperApi> {
  return {
    uploadPaper: async ({ officer, body }) => {
      permittedPlaces(officer, 'fault.report');
      return papers.keepStream(body);
    },
    getPaper: async ({ officer, params }) => {
      permittedPlaces(officer, 'equipment.view');
      const { content, mediaType } = await papers.read(params.id);
      return { content, mediaType };
    },
  };
}
