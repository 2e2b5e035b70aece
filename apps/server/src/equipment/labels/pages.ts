/** The pages behind a label: plain HTML that any phone shows, without a script, in a few kilobytes. */
import { faultCauses, faultEffects, usualSymptoms } from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import { equipmentTermsEn as en, equipmentTermsId as id } from '@rekam/protocol/words/equipment.ts';
import type { FormReport } from './reporting.ts';

const escapes: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};
const safe = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => escapes[sign]!);

const style = `
*{box-sizing:border-box}body{margin:0;background:#f5f3ec;color:#1c2321;font:17px/1.5 system-ui,sans-serif}
main{max-width:34rem;margin:0 auto;padding:1rem}h1{margin:.2rem 0 0;font-size:1.35rem;line-height:1.25}
small,.soft{color:#4d5854;font-size:.88rem}.card{background:#fff;border:1px solid #d8d4c6;border-radius:12px;padding:1rem;margin:0 0 1rem}
label,legend{display:block;font-weight:650;margin:0 0 .3rem}legend{padding:0}fieldset{border:0;margin:0 0 1.1rem;padding:0}
fieldset label{display:flex;gap:.6rem;align-items:center;min-height:48px;margin:0;padding:.35rem .7rem;border:1px solid #b9b5a6;border-bottom:0;background:#fff;font-weight:400}
fieldset label:first-of-type{border-radius:10px 10px 0 0}fieldset label:last-of-type{border-bottom:1px solid #b9b5a6;border-radius:0 0 10px 10px}
fieldset input{width:22px;height:22px;flex:none}label small{font-weight:400}
p.field{margin:0 0 1.1rem}input[type=text],input[type=password],select,textarea{width:100%;min-height:48px;padding:.6rem .7rem;border:1px solid #7b7a70;border-radius:10px;background:#fff;color:inherit;font:inherit}
input[type=file]{width:100%;min-height:48px;padding:.6rem 0;font:inherit}button{width:100%;min-height:54px;border:0;border-radius:10px;background:#0b5d66;color:#fff;font:650 1.05rem system-ui,sans-serif}
:focus-visible{outline:3px solid #d08a00;outline-offset:2px}.bad{border-left:6px solid #a3241b;background:#fbe9e7}.warn{border-left:6px solid #8a5a00;background:#fdf3dc}.good{border-left:6px solid #1d6b35;background:#e6f3e9}
`.replaceAll('\n', '');

function page(title: string, body: string): string {
  return `<!doctype html><html lang="id"><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1"><meta name="robots" content="noindex">
<title>${safe(title)} · Rekam</title><style>${style}</style></head><body><main>${body}</main></body></html>`;
}

export interface Said {
  readonly id: string;
  readonly en: string;
}

const both = (words: Said): string => `${safe(words.id)}<br><small lang="en">${safe(words.en)}</small>`;
const told = (problem: Said | null): string =>
  problem === null ? '' : `<div class="card bad" role="alert">${both(problem)}</div>`;

function head(row: ComponentRow, officeName: string): string {
  const where = [row.setName, row.place?.name].filter(Boolean).join(', ');
  return `<header class="card"><small>${safe(officeName)}</small><h1>${safe(id.kinds[row.kind])}</h1>
<p style="margin:.2rem 0 0">${safe(`${row.make} ${row.model}`)} · ${safe(row.serial)}<br>${safe(where)}</p></header>`;
}

/** Nothing can be reported here, and what to do instead. */
export const refusedPage = (problem: Said): string =>
  page('Label', `<h1>Label perangkat</h1>${told(problem)}`);

/** Asks for the place's PIN. */
export const pinPage = (row: ComponentRow, officeName: string, problem: Said | null): string =>
  page(
    id.kinds[row.kind],
    `${head(row, officeName)}${told(problem)}<form method="post" action="?" enctype="multipart/form-data" class="card">
<p class="field"><label for="pin">PIN tempat ini <small lang="en">· PIN of this place</small></label>
<input id="pin" name="pin" type="password" inputmode="numeric" autocomplete="off" required minlength="6" maxlength="12"
 aria-describedby="pin-hint"><small id="pin-hint">Tertempel di ruang petugas, atau tanyakan kepada operator.
<span lang="en">Posted in the staff room, or ask the operator.</span></small></p>
<button name="do" value="enter">Lanjut <span lang="en">· Continue</span></button></form>`,
  );

const option = (name: string, value: string, label: string, english: string, chosen: boolean): string =>
  `<label><input type="radio" name="${name}" value="${value}" required${chosen ? ' checked' : ''}>
<span>${safe(label)} <small lang="en">${safe(english)}</small></span></label>`;

/** The report: what is seen, how bad, why, a photo, a name. */
export function reportPage(
  row: ComponentRow,
  officeName: string,
  form: Omit<FormReport, 'photo'> | null,
  problem: Said | null,
): string {
  const open = row.fault
    ? `<div class="card warn" role="note">Gangguan alat ini sudah dilaporkan: ${safe(id.symptoms[row.fault.symptom].toLowerCase())}.
Laporan Anda ditambahkan.<br><small lang="en">A fault is known already; your report is added to it.</small></div>`
    : '';
  const symptomChoices = usualSymptoms[row.kind]
    .map((symptom) =>
      option('symptom', symptom, id.symptoms[symptom], en.symptoms[symptom], form?.symptom === symptom),
    )
    .join('');
  const effectChoices = faultEffects
    .map((effect) =>
      option('effect', effect, id.effects[effect], en.effects[effect], form?.effect === effect),
    )
    .join('');
  const causeChoices = faultCauses
    .map(
      (cause) =>
        `<option value="${cause}"${form?.cause === cause ? ' selected' : ''}>${safe(`${id.causes[cause]} · ${en.causes[cause]}`)}</option>`,
    )
    .join('');
  return page(
    `Lapor ${id.kinds[row.kind]}`,
    `${head(row, officeName)}${told(problem)}${open}<form method="post" action="?" enctype="multipart/form-data">
<fieldset><legend>Apa yang terlihat? <small lang="en">· What do you see?</small></legend>${symptomChoices}</fieldset>
<fieldset><legend>Seberapa parah? <small lang="en">· How bad is it?</small></legend>${effectChoices}</fieldset>
<p class="field"><label for="cause">Penyebab <small lang="en">· Cause</small></label>
<select id="cause" name="cause" required><option value="">Pilih… · Choose…</option>${causeChoices}</select></p>
<p class="field"><label for="note">Keterangan <small lang="en">· Note</small></label>
<textarea id="note" name="note" rows="2" maxlength="1000" aria-describedby="note-hint">${safe(form?.note ?? '')}</textarea>
<small id="note-hint">Wajib untuk “Lainnya”: lampu, pesan, bunyi, kabel.
<span lang="en">Needed for “Something else”: lights, messages, sounds, cables.</span></small></p>
<p class="field"><label for="photo">Foto <small lang="en">· Photo</small></label>
<input id="photo" name="photo" type="file" accept="image/jpeg,image/png" capture="environment"></p>
<p class="field"><label for="name">Nama Anda <small lang="en">· Your name</small></label>
<input id="name" name="name" type="text" autocomplete="name" required minlength="2" maxlength="60" value="${safe(form?.name ?? '')}"></p>
<button name="do" value="report">Laporkan <span lang="en">· Report</span></button></form>`,
  );
}

export const thanksPage = (row: ComponentRow, officeName: string): string =>
  page(
    'Terlapor',
    `${head(row, officeName)}<div class="card good" role="status"><strong>Terlapor. Terima kasih.</strong>
<br>Teknisi Dinas melihatnya sekarang. Jangan membuka alatnya sendiri.
<br><small lang="en">Reported, thank you. The technician sees it now. Please do not open the device.</small></div>`,
  );
