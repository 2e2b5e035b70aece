import type { PlainDate } from '@rekam/domain';
import { type InventedResident, inventResidents } from './invented-resident.ts';
import { type City, kupangCode, readKupang } from './kupang.ts';

export interface DemoCity {
  readonly code: typeof kupangCode;
  readonly timeZone: 'WITA';
  readonly kelurahan: City['kelurahan'];
  readonly residents: readonly InventedResident[];
}

/** The city of *Coba dengan Kota Kupang*, so that simulations know whom they will meet. */
export const demoCityWish = { seed: 'kota-kupang', residents: 3000 } as const;

/** Kota Kupang with invented residents: the same seed, count and day give the same city. */
export async function demoCity(wish: {
  seed: number | string;
  residents: number;
  today: PlainDate;
}): Promise<DemoCity> {
  const city = await readKupang();
  return {
    code: kupangCode,
    timeZone: 'WITA',
    kelurahan: city.kelurahan,
    residents: [...inventResidents({ seed: wish.seed, count: wish.residents, city, today: wish.today })],
  };
}
