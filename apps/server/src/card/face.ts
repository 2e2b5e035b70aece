import type { PlainDate } from '@rekam/domain';
import type { Database } from '../ports/database.ts';
import { Refused } from '../ports/refused.ts';
import type { Residents } from '../ports/residents.ts';
import { type CardFace, cardFacePdf } from './card-face.ts';
import type { StoredCard } from './store.ts';

export interface FaceSources {
  readonly database: Database;
  readonly residents: Residents;
  /** JPEG; null where the office holds none. */
  readonly photoOf: (nik: string) => Promise<Uint8Array | null>;
  /** PNG; null where the holder did not sign here. */
  readonly signatureOf: (nik: string) => Promise<Uint8Array | null>;
  readonly regionOf: (
    kelurahanCode: string,
  ) => Promise<Pick<CardFace, 'province' | 'regency' | 'kelurahan' | 'kecamatan'>>;
}

/** The card's two sides from what the office knows now. @throws Refused */
export async function drawCard(
  { database, residents, photoOf, signatureOf, regionOf }: FaceSources,
  { nik }: Pick<StoredCard, 'nik'>,
  issuedOn: PlainDate,
): Promise<Buffer> {
  const resident = await residents.find(database, nik);
  if (!resident) throw new Refused('CARD_RESIDENT_UNKNOWN');
  const photo = await photoOf(nik);
  if (!photo) throw new Refused('CARD_PHOTO_MISSING');
  const { biodata } = resident;
  const region = await regionOf(biodata.kelurahanCode);
  return cardFacePdf({ ...region, biodata, issuedOn, photo, signature: await signatureOf(nik) });
}
