/** Labels of components, and the PINs with which people report by them: a part of the API of the office's equipment. */
import { z } from 'zod';
import { componentDetail } from './component-api.ts';
import { contract } from './contract.ts';
import { id, instant } from './parts.ts';

const byId = z.object({ id });

export const labelApi = contract({
  printLabels: {
    method: 'POST',
    path: '/api/labels',
    summary: 'Labels for these components, 3 × 8 on A4; each ends the label it replaces',
    body: z.object({
      componentIds: z.array(id).min(1).max(240),
      firstCell: z.number().int().min(0).max(23).default(0),
    }),
    produces: 'application/pdf',
  },
  revokeLabel: {
    method: 'POST',
    path: '/api/components/:id/label/revoke',
    summary: 'A label that was lost or copied opens nothing any more',
    params: byId,
    answer: componentDetail,
  },
  listPlacePins: {
    method: 'GET',
    path: '/api/places/pins',
    summary: 'Which places have a PIN for their labels, and since when',
    answer: z.array(z.object({ placeId: id, setAt: instant })),
  },
  setPlacePin: {
    method: 'PUT',
    path: '/api/places/:id/pin',
    summary: 'The PIN with which people at a place report faults by label',
    params: byId,
    body: z.object({ pin: z.string().regex(/^\d{6,12}$/) }),
  },
});
