/** The pages behind a label: any phone shows them, without a script, in a few kilobytes. */
import { faultCauses, faultEffects, usualSymptoms } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import { equipmentTermsEn as en, equipmentTermsId as id } from '@rekam/protocol/words/equipment.ts';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';
import { both, type Html, html, smallPage } from '../../page/index.ts';
import type { FormReport } from './reporting.ts';

const told = (problem: Sentence | null): Html | null =>
  problem && html`<p class="bad" role="alert">${both(problem)}</p>`;

/** One page about a component: what it is and where it stands, then what there is to do. */
const pageOf = (
  { kind, make, model, serial, setName, place }: ComponentRow,
  officeName: string,
  body: Html,
) =>
  smallPage({
    officeName,
    heading: { id: id.kinds[kind], en: en.kinds[kind] },
    body: html`<p class="card">${make} ${model} · ${serial}<br>${[setName, place?.name].filter(Boolean).join(', ')}</p>${body}`,
    readers: 'staff',
  });

/** Nothing can be reported here, and what to do instead. */
export const refusedPage = (problem: Sentence): string =>
  smallPage({
    officeName: null,
    heading: { id: 'Label perangkat', en: 'Label of a device' },
    body: html`${told(problem)}`,
    readers: 'staff',
  });

/** Asks for the place's PIN. */
export const pinPage = (row: ComponentRow, officeName: string, problem: Sentence | null): string =>
  pageOf(
    row,
    officeName,
    html`${told(problem)}<form method="post" action="?" enctype="multipart/form-data"><label for="pin">${both({ id: 'PIN tempat ini', en: 'PIN of this place' })}</label><input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" required minlength="6" maxlength="12" aria-describedby="pin-hint"><p class="small" id="pin-hint">${both({ id: 'Tertempel di ruang petugas, atau tanyakan kepada operator.', en: 'Posted in the staff room, or ask the operator.' })}</p><button name="do" value="enter">${both({ id: 'Lanjut', en: 'Continue' })}</button></form>`,
  );

/** The report: what is seen, how bad, why, a photo, a name. */
export function reportPage(
  row: ComponentRow,
  officeName: string,
  form: Omit<FormReport, 'photo'> | null,
  problem: Sentence | null,
): string {
  const symptoms = usualSymptoms[row.kind].map((symptom) =>
    choice('symptom', symptom, { id: id.symptoms[symptom], en: en.symptoms[symptom] }, form?.symptom),
  );
  const effects = faultEffects.map((effect) =>
    choice('effect', effect, { id: id.effects[effect], en: en.effects[effect] }, form?.effect),
  );
  const causes = faultCauses.map(
    (cause) =>
      html`<option value="${cause}"${form?.cause === cause && html` selected`}>${id.causes[cause]} · ${en.causes[cause]}</option>`,
  );
  return pageOf(
    row,
    officeName,
    html`${told(problem)}${knownFault(row)}<form method="post" action="?" enctype="multipart/form-data">${[
      choices({ id: 'Apa yang terlihat?', en: 'What do you see?' }, symptoms),
      choices({ id: 'Seberapa parah?', en: 'How bad is it?' }, effects),
      html`<label for="cause">${both({ id: 'Penyebab', en: 'Cause' })}</label><select id="cause" name="cause" required><option value="">Pilih… · Choose…</option>${causes}</select>`,
      html`<label for="note">${both({ id: 'Keterangan', en: 'Note' })}</label><textarea id="note" name="note" rows="2" maxlength="1000" aria-describedby="note-hint">${form?.note}</textarea><p class="small" id="note-hint">${both({ id: 'Wajib untuk “Lainnya”: lampu, pesan, bunyi, kabel.', en: 'Needed for “Something else”: lights, messages, sounds, cables.' })}</p>`,
      html`<label for="photo">${both({ id: 'Foto', en: 'Photo' })}</label><input id="photo" name="photo" type="file" accept="image/jpeg,image/png" capture="environment">`,
      html`<label for="name">${both({ id: 'Nama Anda', en: 'Your name' })}</label><input id="name" name="name" type="text" autocomplete="name" required minlength="2" maxlength="60" value="${form?.name}">`,
    ]}<button name="do" value="report">${both({ id: 'Laporkan', en: 'Report' })}</button></form>`,
  );
}

const choices = (asked: Sentence, of: readonly Html[]): Html =>
  html`<fieldset><legend>${both(asked)}</legend>${of}</fieldset>`;

const choice = (name: string, value: string, label: Sentence, chosen: string | undefined): Html =>
  html`<label class="choice"><input type="radio" name="${name}" value="${value}" required${chosen === value && html` checked`}><span>${both(label)}</span></label>`;

function knownFault({ fault }: ComponentRow): Html | null {
  if (!fault) return null;
  const known = {
    id: `Gangguan alat ini sudah dilaporkan: ${id.symptoms[fault.symptom].toLowerCase()}. Laporan Anda ditambahkan.`,
    en: 'A fault is known already; your report is added to it.',
  };
  return html`<p class="doubt" role="note">${both(known)}</p>`;
}

export const thanksPage = (row: ComponentRow, officeName: string): string =>
  pageOf(
    row,
    officeName,
    html`<section class="good" role="status"><h2>${both({ id: 'Terlapor. Terima kasih.', en: 'Reported, thank you.' })}</h2><p>${both({ id: 'Teknisi Dinas melihatnya sekarang. Jangan membuka alatnya sendiri.', en: 'The technician sees it now. Please do not open the device.' })}</p></section>`,
  );
