import type { PlainDate } from '../kernel/calendar.ts';
import { partsOf } from '../kernel/calendar.ts';

/** Colour behind the face: red for odd birth years, blue for even ones (rule of the card's photo, SOP of the Ditjen). */
export const photoBackground = (birthDate: PlainDate): 'red' | 'blue' =>
  partsOf(birthDate).year % 2 === 1 ? 'red' : 'blue';
