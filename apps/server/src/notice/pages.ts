/** *Kabari saya*, complete without JavaScript; Indonesian first, English beside it, as on the other small pages. */
import type { Place, PlaceId } from '@rekam/domain';
import { type Html, html, style } from '../public-site/index.ts';

export interface Sentence {
  readonly id: string;
  readonly en: string;
}

const styleText = html([style] as unknown as TemplateStringsArray);
const both = ({ id, en }: Sentence): Html => html`${id} <span class="soft" lang="en">${en}</span>`;

function page(office: string, heading: Sentence, body: Html): string {
  return html`<!doctype html><html lang="id"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex"><title>${heading.id} · ${office}</title><style>${styleText}input{font:inherit;padding:10px;min-height:44px;width:100%;border:1px solid #5d6f7c;border-radius:4px}form{margin:14px 0}form label{margin-top:12px}</style></head><body><a class="skip" href="#isi">Langsung ke isi</a><header><p>Layanan KTP-el · ${office}</p></header><main id="isi"><h1>${both(heading)}</h1>${body}<p><a href="/layanan">Keadaan hari ini</a> · <a href="/layanan/en" lang="en">Services today</a></p></main></body></html>`
    .text;
}

const askHeading: Sentence = { id: 'Kabari saya', en: 'Tell me' };

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
  if (!open.mail && !open.message)
    return page(
      office,
      askHeading,
      html`<p>${both({ id: 'Kantor ini belum dapat mengirim kabar. Lihat halaman layanan; keadaannya selalu terbaru.', en: 'This office cannot send word yet. See the service page; it is always current.' })}</p>`,
    );
  if (places.length === 0)
    return page(
      office,
      askHeading,
      html`<p>${both({ id: 'Perekaman jalan di semua tempat. Silakan datang.', en: 'Recording works at every place. Please come.' })}</p>`,
    );
  const ways = { both: 'Nomor HP atau alamat surel', mail: 'Alamat surel', message: 'Nomor HP' };
  const waysInEnglish = { both: 'Mobile number or e-mail', mail: 'E-mail', message: 'Mobile number' };
  const way = open.mail && open.message ? 'both' : open.mail ? 'mail' : 'message';
  const body = html`<p>${both({ id: 'Kami kabari satu kali begitu perekaman di tempat ini jalan lagi. Setelah itu alamat Anda kami hapus.', en: 'We tell you once, as soon as recording works again at this place. Then your contact is deleted.' })}</p>${problem && html`<p class="stopped" role="alert" id="masalah">${both(problem)}</p>`}<form action="/kabari" method="post"><label for="tempat">${both({ id: 'Tempat', en: 'Place' })}</label><select id="tempat" name="tempat" required><option value="">Pilih …</option>${places.map(
    ({ id, name }) => html`<option value="${id}"${id === chosen && html` selected`}>${name}</option>`,
  )}</select><label for="alamat">${both({ id: ways[way], en: waysInEnglish[way] })}</label><input id="alamat" name="alamat" required maxlength="254" autocomplete="${way === 'mail' ? 'email' : 'on'}" value="${contact}"${problem && html` aria-describedby="masalah"`}> <button>Kabari saya <span lang="en">(tell me)</span></button></form>`;
  return page(office, askHeading, body);
}

/** The same whether the contact was known or not (NTC9). */
export const askedPage = (office: string): string =>
  page(
    office,
    { id: 'Periksa pesan Anda', en: 'Look at your messages' },
    html`<p>${both({ id: 'Kami mengirim satu pesan. Buka tautannya dan tekan Ya dalam 24 jam; tanpa itu kami tidak mengabari siapa pun.', en: 'We are sending one message. Open its link and press Yes within 24 hours; without that we tell nobody.' })}</p>`,
  );

/** Only a pressed button acts: mail programs open links by themselves. */
export function linkPage(office: string, placeName: string, confirmed: boolean): string {
  const heading = confirmed
    ? { id: `Anda akan dikabari: ${placeName}`, en: 'You will be told' }
    : { id: `Kabari saat perekaman di ${placeName} jalan lagi?`, en: 'Tell you when recording works again?' };
  const yes = html`<form method="post"><button name="do" value="ya">Ya, kabari saya <span lang="en">(yes)</span></button></form>`;
  const lead = {
    id: 'Satu kabar saja, lalu alamat Anda kami hapus. Tanpa kabar, permintaan ini berakhir sendiri setelah 90 hari.',
    en: 'One message, then your contact is deleted. Unheard, this ends by itself after 90 days.',
  };
  return page(
    office,
    heading,
    html`<p>${both(lead)}</p>${!confirmed && yes}<form method="post"><button name="do" value="berhenti">Jangan kabari saya <span lang="en">(stop)</span></button></form>`,
  );
}

export const stoppedPage = (office: string): string =>
  page(
    office,
    { id: 'Sudah dihentikan', en: 'Stopped' },
    html`<p>${both({ id: 'Alamat Anda sudah dihapus. Anda tidak akan dikabari.', en: 'Your contact is deleted. You will not be told.' })}</p>`,
  );

export const refusedPage = (office: string, sentence: Sentence): string =>
  page(office, { id: 'Tidak dapat', en: 'Not possible' }, html`<p>${both(sentence)}</p>`);
