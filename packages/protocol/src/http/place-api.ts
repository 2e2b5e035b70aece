/** Places as the office keeps them: where they stand, what stands there, whether they are in use. */
import { z } from 'zod';
import { contract } from './contract.ts';
import { id, instant, place } from './parts.ts';

const byId = z.object({ id });
const count = z.int().min(0);
const position = z.object({ latitude: z.number(), longitude: z.number() });

const keptPlace = place.extend({
  /** Degrees north and east; null: nobody entered it, or the place moves. */
  position: position.nullable(),
  retiredAt: instant.nullable(),
  /** What still stands there. */
  sets: count,
  spares: count,
  stations: count,
});
export type KeptPlaceRow = z.output<typeof keptPlace>;

export const placeApi = contract({
  listPlaces: { method: 'GET', path: '/api/places', summary: 'Places in use', answer: z.array(place) },
  addPlace: {
    method: 'POST',
    path: '/api/places',
    summary: 'A mobile unit or a school on a day',
    body: z.object({ kind: z.enum(['mobile-unit', 'school']), name: z.string().min(2).max(100) }),
    answer: place,
  },
  listKeptPlaces: {
    method: 'GET',
    path: '/api/places/kept',
    summary: 'Every place there was, with where it stands and what is there; the retired ones last',
    answer: z.array(keptPlace),
  },
  changePlace: {
    method: 'PATCH',
    path: '/api/places/:id',
    summary: 'Another name or position',
    params: byId,
    body: z.object({ name: z.string().max(120).optional(), position: position.nullable().optional() }),
    answer: z.array(keptPlace),
  },
  retirePlace: {
    method: 'POST',
    path: '/api/places/:id/retire',
    summary: 'A place at which nothing stands any more is used no more',
    params: byId,
    body: z.object({ reason: z.string().max(300) }),
    answer: z.array(keptPlace),
  },
  usePlaceAgain: {
    method: 'POST',
    path: '/api/places/:id/use-again',
    summary: 'A retired place is used again',
    params: byId,
    answer: z.array(keptPlace),
  },
});
