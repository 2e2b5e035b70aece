/** What is sent. Short enough that an SMS stays one or two; an e-mail says the same in English below. */
import type { MessageKind } from './store.ts';

export interface Worded {
  readonly subject: string;
  readonly short: string;
  readonly english: string;
}

export const wordings: Readonly<Record<MessageKind, (place: string, url: string) => Worded>> = {
  confirm: (place, url) => ({
    subject: 'Mohon konfirmasi: kabari saya saat perekaman jalan lagi',
    short: `Anda minta dikabari saat perekaman KTP-el di ${place} jalan lagi? Buka ${url} lalu tekan Ya. Bukan Anda? Abaikan pesan ini.`,
    english: `You asked to be told when e-KTP recording at ${place} works again? Open ${url} and press Yes. Not you? Ignore this message.`,
  }),
  'works-again': (place, url) => ({
    subject: `Perekaman KTP-el di ${place} jalan lagi`,
    short: `Perekaman KTP-el di ${place} jalan lagi. Jam buka hari ini: ${url} Ini satu-satunya kabar; alamat Anda kami hapus.`,
    english: `e-KTP recording at ${place} works again. Today’s hours: ${url} This is the only message; your contact is deleted.`,
  }),
};
