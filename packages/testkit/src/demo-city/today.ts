import { dayAt, type PlainDate, timeZones, toInstant } from '@rekam/domain';

/** The day it is in the demo city, which late in the evening of UTC is already the next. */
export const todayInKupang = (): PlainDate => dayAt(toInstant(Date.now()), timeZones.WITA.offsetMinutes);
