/** What is sent. Short enough that an SMS stays one or two; an e-mail says the same in English below. */

import { daysBetween, type PlainDate } from '@rekam/domain';
import { shortDate } from '@rekam/protocol/words/dates.ts';
import type { DueMessage, MessageSubject } from './outbox-store.ts';

export interface Worded {
  readonly subject: string;
  readonly short: string;
  readonly english: string;
}

export interface Around {
  readonly publicUrl: string;
  /** Page of the notice: says yes, and ends it. */
  readonly stopUrl: string;
  readonly today: PlainDate;
  /** Whether the contact is forgotten with this message. */
  readonly last: boolean;
  /** `Disdukcapil Kota Kupang`. */
  readonly officeName: string;
}

export function worded({ kind, subject }: Pick<DueMessage, 'kind' | 'subject'>, around: Around): Worded {
  if (subject.kind === 'card') return kind === 'confirm' ? confirmCard(around) : cardReady(around);
  if (subject.kind === 'letter')
    return kind === 'confirm' ? confirmLetter(subject, around) : letterEnds(subject, around);
  return kind === 'confirm' ? confirmPlace(subject.name, around) : worksAgain(subject.name, around);
}

const confirmPlace = (place: string, { stopUrl }: Around): Worded => ({
  subject: 'Mohon konfirmasi: kabari saya saat perekaman jalan lagi',
  short: `Anda minta dikabari saat perekaman KTP-el di ${place} jalan lagi? Buka ${stopUrl} lalu tekan Ya. Bukan Anda? Abaikan pesan ini.`,
  english: `You asked to be told when e-KTP recording at ${place} works again? Open ${stopUrl} and press Yes. Not you? Ignore this message.`,
});

const worksAgain = (place: string, { publicUrl }: Around): Worded => ({
  subject: `Perekaman KTP-el di ${place} jalan lagi`,
  short: `Perekaman KTP-el di ${place} jalan lagi. Jam buka hari ini: ${publicUrl}/layanan Ini satu-satunya kabar; alamat Anda kami hapus.`,
  english: `e-KTP recording at ${place} works again. Today’s hours: ${publicUrl}/layanan This is the only message; your contact is deleted.`,
});

type LetterSubject = Extract<MessageSubject, { readonly kind: 'letter' }>;

const confirmLetter = ({ number }: LetterSubject, { stopUrl }: Around): Worded => ({
  subject: 'Mohon konfirmasi: ingatkan saya sebelum surat habis',
  short: `Anda minta diingatkan sebelum Suket ${number} habis? Buka ${stopUrl} lalu tekan Ya. Bukan Anda? Abaikan pesan ini.`,
  english: `You asked to be reminded before letter ${number} ends? Open ${stopUrl} and press Yes. Not you? Ignore this message.`,
});

const confirmCard = ({ stopUrl, officeName }: Around): Worded => ({
  subject: 'Mohon konfirmasi: kabari saya bila KTP-el siap',
  short: `Anda minta dikabari bila KTP-el siap diambil di ${officeName}? Buka ${stopUrl} lalu tekan Ya. Bukan Anda? Abaikan pesan ini.`,
  english: `You asked to be told when an e-KTP can be fetched at ${officeName}? Open ${stopUrl} and press Yes. Not you? Ignore this message.`,
});

const cardReady = ({ stopUrl, publicUrl, officeName, last }: Around): Worded => ({
  subject: 'KTP-el siap diambil',
  short: `KTP-el siap diambil di ${officeName}. Bawa kartu lama dan Suket bila ada; jam buka: ${publicUrl}/layanan ${last ? 'Ini kabar terakhir; alamat Anda kami hapus.' : `Berhenti: ${stopUrl}`}`,
  english: `An e-KTP can be fetched at ${officeName}. Bring the old card and the letter if there are any; hours: ${publicUrl}/layanan ${last ? 'This is the last message; your contact is deleted.' : `Stop: ${stopUrl}`}`,
});

function letterEnds({ number, validUntil }: LetterSubject, { stopUrl, today, last }: Around): Worded {
  const days = daysBetween(today, validUntil);
  const left = days === 0 ? 'hari ini' : `${days} hari lagi`;
  const on = shortDate(validUntil);
  const end = last
    ? {
        id: 'Ini pengingat terakhir; alamat Anda kami hapus.',
        en: 'This is the last reminder; your contact is deleted.',
      }
    : { id: `Berhenti: ${stopUrl}`, en: `Stop: ${stopUrl}` };
  return {
    subject: `Suket ${number} habis ${on}`,
    short: `Suket ${number} habis ${left} (${on}). Datang ke loket Disdukcapil dengan surat ini untuk memperpanjang atau mengambil KTP-el. ${end.id}`,
    english: `Letter ${number} ends ${days === 0 ? 'today' : `in ${days} days`} (${on}). Come to the registry office with it to renew it or to take your card. ${end.en}`,
  };
}
