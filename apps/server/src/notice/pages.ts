/** *Kabari saya*, complete without JavaScript; Indonesian first, English beside it, as on the other small pages. */
import type { Place, PlaceId } from '@rekam/domain';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { receiptFields, type TypedReceipt } from '../centre/index.ts';
import { both, type Html, html, smallPage } from '../page/index.ts';

const page = (officeName: string, heading: Sentence, body: Html): string =>
  smallPage({ officeName, heading, body, readers: 'residents' });

const askHeading: Sentence = { id: 'Kabari saya', en: 'Tell me' };

const closedLead = html`<p>${both({ id: 'Kantor ini belum dapat mengirim kabar. Lihat halaman layanan; keadaannya selalu terbaru.', en: 'This office cannot send word yet. See the service page; it is always current.' })}</p>`;

const ways = {
  both: { id: 'Nomor HP atau alamat surel', en: 'Mobile number or e-mail' },
  mail: { id: 'Alamat surel', en: 'E-mail' },
  message: { id: 'Nomor HP', en: 'Mobile number' },
} as const;

function contactField(open: AskForm['open'], contact: string, problem: Sentence | null): Html {
  const way = open.mail && open.message ? 'both' : open.mail ? 'mail' : 'message';
  return html`<label for="alamat">${both(ways[way])}</label><input id="alamat" name="alamat" required maxlength="254" autocomplete="${way === 'mail' ? 'email' : 'on'}" value="${contact}"${problem && html` aria-describedby="masalah"`}>`;
}

const problemOf = (problem: Sentence | null): Html | null =>
  problem && html`<p class="bad" role="alert" id="masalah">${both(problem)}</p>`;

export interface AskForm {
  readonly office: string;
  /** Places where nobody can be recorded now. */
  readonly places: readonly Pick<Place, 'id' | 'name'>[];
  readonly chosen: PlaceId | null;
  readonly contact: string;
  /** Which kinds of contact can be told at all. */
  readonly open: { readonly mail: boolean; readonly message: boolean };
  readonly problem: Sentence | null;
}

export function askPage({ office, places, chosen, contact, open, problem }: AskForm): string {
  if (!open.mail && !open.message) return page(office, askHeading, closedLead);
  if (places.length === 0)
    return page(
      office,
      askHeading,
      html`<p>${both({ id: 'Perekaman jalan di semua tempat. Silakan datang.', en: 'Recording works at every place. Please come.' })}</p>`,
    );
  const body = html`<p>${both({ id: 'Kami kabari satu kali begitu perekaman di tempat ini jalan lagi. Setelah itu alamat Anda kami hapus.', en: 'We tell you once, as soon as recording works again at this place. Then your contact is deleted.' })}</p>${problemOf(problem)}<form action="/kabari" method="post"><label for="tempat">${both({ id: 'Tempat', en: 'Place' })}</label><select id="tempat" name="tempat" required><option value="">Pilih …</option>${places.map(
    ({ id, name }) => html`<option value="${id}"${id === chosen && html` selected`}>${name}</option>`,
  )}</select>${contactField(open, contact, problem)} <button>Kabari saya <span lang="en">Tell me</span></button></form>`;
  return page(office, askHeading, body);
}

/** The same whether the contact was known or not (NTC9). */
export const askedPage = (office: string): string =>
  page(
    office,
    { id: 'Periksa pesan Anda', en: 'Look at your messages' },
    html`<p>${both({ id: 'Kami mengirim satu pesan. Buka tautannya dan tekan Ya dalam 24 jam; tanpa itu kami tidak mengabari siapa pun.', en: 'We are sending one message. Open its link and press Yes within 24 hours; without that we tell nobody.' })}</p>`,
  );

/** What the page of a link asks, by what the notice is about. */
const linkWords = {
  place: {
    asking: (name: string): Sentence => ({
      id: `Kabari saat perekaman di ${name} jalan lagi?`,
      en: 'Tell you when recording works again?',
    }),
    confirmed: (name: string): Sentence => ({ id: `Anda akan dikabari: ${name}`, en: 'You will be told' }),
    lead: {
      id: 'Satu kabar saja, lalu alamat Anda kami hapus. Tanpa kabar, permintaan ini berakhir sendiri setelah 90 hari.',
      en: 'One message, then your contact is deleted. Unheard, this ends by itself after 90 days.',
    },
    yes: 'Ya, kabari saya',
    no: 'Jangan kabari saya',
  },
  letter: {
    asking: (number: string): Sentence => ({
      id: `Ingatkan sebelum surat ${number} habis?`,
      en: 'Remind you before the letter ends?',
    }),
    confirmed: (number: string): Sentence => ({
      id: `Anda akan diingatkan: surat ${number}`,
      en: 'You will be reminded',
    }),
    lead: {
      id: 'Alamat Anda kami hapus setelah pengingat terakhir, atau begitu surat itu diperpanjang atau batal.',
      en: 'Your contact is deleted after the last reminder, or as soon as the letter is renewed or voided.',
    },
    yes: 'Ya, ingatkan saya',
    no: 'Jangan ingatkan saya',
  },
  card: {
    asking: (office: string): Sentence => ({
      id: `Kabari bila KTP-el siap diambil di ${office}?`,
      en: 'Tell you when the e-KTP can be fetched?',
    }),
    confirmed: (): Sentence => ({
      id: 'Anda akan dikabari bila KTP-el siap diambil',
      en: 'You will be told',
    }),
    lead: {
      id: 'Alamat Anda kami hapus begitu kartunya diambil, setelah kabar terakhir, atau setelah setahun.',
      en: 'Your contact is deleted as soon as the card is fetched, after the last message, or after a year.',
    },
    yes: 'Ya, kabari saya',
    no: 'Jangan kabari saya',
  },
} as const;

/** Only a pressed button acts: mail programs open links by themselves. */
export function linkPage(
  office: string,
  about: { readonly kind: keyof typeof linkWords; readonly name: string },
  confirmed: boolean,
): string {
  const w = linkWords[about.kind];
  const yes = html`<form method="post"><button name="do" value="ya">${w.yes} <span lang="en">Yes</span></button></form>`;
  return page(
    office,
    confirmed ? w.confirmed(about.name) : w.asking(about.name),
    html`<p>${both(w.lead)}</p>${!confirmed && yes}<form method="post"><button class="quiet" name="do" value="berhenti">${w.no} <span lang="en">Stop</span></button></form>`,
  );
}

const remindHeading: Sentence = { id: 'Ingatkan saya', en: 'Remind me' };

export interface RemindForm extends Pick<AskForm, 'office' | 'contact' | 'open' | 'problem'> {
  readonly number: string;
}

export function remindPage({ office, number, contact, open, problem }: RemindForm): string {
  if (!open.mail && !open.message) return page(office, remindHeading, closedLead);
  const body = html`<p>${both({ id: 'Kami ingatkan sebelum surat keterangan Anda habis. Sesudah itu alamat Anda kami hapus.', en: 'We remind you before your letter ends. Then your contact is deleted.' })}</p>${problemOf(problem)}<form action="/kabari/surat" method="post"><label for="nomor">${both({ id: 'Nomor surat', en: 'Number of the letter' })}</label><input id="nomor" name="nomor" required minlength="3" maxlength="100" autocomplete="off" autocapitalize="characters" value="${number}">${contactField(open, contact, problem)} <button>Ingatkan saya <span lang="en">Remind me</span></button></form><p><a href="/surat">${both({ id: 'Periksa surat', en: 'Check a letter' })}</a></p>`;
  return page(office, remindHeading, body);
}

const cardHeading: Sentence = { id: 'Kabari bila kartu siap', en: 'Tell me when my card is ready' };

export interface CardForm extends Pick<AskForm, 'office' | 'contact' | 'open' | 'problem'> {
  readonly typed: TypedReceipt;
}

export function cardPage({ office, typed, contact, open, problem }: CardForm): string {
  if (!open.mail && !open.message) return page(office, cardHeading, closedLead);
  const body = html`<p>${both({ id: 'Kami kabari begitu KTP-el Anda dapat diambil. Alamat Anda kami hapus begitu kartunya diambil.', en: 'We tell you as soon as your card can be fetched. Your contact is deleted when it is.' })}</p>${problemOf(problem)}<form action="/kabari/kartu" method="post">${receiptFields(typed)}${contactField(open, contact, problem)} <button>Kabari saya <span lang="en">Tell me</span></button></form><p><a href="/rekaman">${both({ id: 'Sampai mana rekaman saya?', en: 'How far is my recording?' })}</a></p>`;
  return page(office, cardHeading, body);
}

export const stoppedPage = (office: string): string =>
  page(
    office,
    { id: 'Sudah dihentikan', en: 'Stopped' },
    html`<p>${both({ id: 'Alamat Anda sudah dihapus. Anda tidak akan dikabari.', en: 'Your contact is deleted. You will not be told.' })}</p>`,
  );

export const refusedPage = (office: string, sentence: Sentence): string =>
  page(office, { id: 'Tidak dapat', en: 'Not possible' }, html`<p>${both(sentence)}</p>`);
