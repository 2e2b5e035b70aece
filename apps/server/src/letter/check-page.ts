/** The page on which anybody checks a letter: plain HTML, complete without JavaScript; its script adds the camera. */
import type { PublicAnswer } from './status-list.ts';

export interface CheckPage {
  readonly office: string;
  /** What was asked, as it was typed; null: nothing yet. */
  readonly asked: string | null;
  /** `limited`: too many questions from there; null: nothing was asked. */
  readonly answer: PublicAnswer | 'limited' | null;
  /** `25 November 2026 14.05 WITA`. */
  readonly asOf: string;
  /** Whether the office can remind a holder before the letter ends. */
  readonly reminds: boolean;
}

export function checkPageHtml({ office, asked, answer, asOf, reminds }: CheckPage): string {
  return `<!doctype html>
<html lang="id">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Periksa surat keterangan · ${escaped(office)}</title>
<style>${style}</style>
</head>
<body>
<main>
<p class="office">${escaped(office)}</p>
<h1>Periksa surat keterangan <span lang="en">Check a substitute letter</span></h1>
${answer === 'limited' ? limited : answer ? verdict(asked ?? '', answer, asOf, reminds) : ''}
<div id="pindai"></div>
<form action="/surat" method="get">
<label for="nomor">Nomor surat <span lang="en">Number of the letter</span></label>
<input id="nomor" name="nomor" required minlength="3" maxlength="100" autocomplete="off" autocapitalize="characters" value="${escaped(asked ?? '')}" placeholder="471.13/…/DISDUKCAPIL/…">
<button>Periksa <span lang="en">Check</span></button>
</form>
<details>
<summary>Periksa banyak nomor sekaligus <span lang="en">Check many numbers at once</span></summary>
<form action="/surat/daftar" method="post">
<label for="daftar">Satu nomor per baris, atau isi berkas CSV <span lang="en">One number a line, or the content of a CSV</span></label>
<textarea id="daftar" name="daftar" required rows="6" autocomplete="off" spellcheck="false"></textarea>
<button>Unduh jawabannya (CSV) <span lang="en">Download the answer</span></button>
</form>
</details>
<p class="small">Kantor hanya menjawab inisial, tidak pernah NIK atau nama. Isi kode QR dibaca oleh telepon ini sendiri; hanya nomornya yang ditanyakan.
<span lang="en">The office answers initials only, never NIK or name. The phone reads the QR code itself and asks nothing but the number.</span></p>
</main>
<script type="module" src="/surat/check.js"></script>
</body>
</html>`;
}

const limited = `<section class="doubt" role="status" data-answered>
<h2>Terlalu banyak pertanyaan <span lang="en">Too many questions</span></h2>
<p>Tunggu satu menit, lalu coba lagi. <span lang="en">Wait a minute, then try again.</span></p>
</section>`;

const verdicts = {
  valid: ['good', 'Masih berlaku', 'Valid'],
  expired: ['bad', 'Sudah habis masa berlakunya', 'Expired'],
  replaced: ['bad', 'Sudah diganti surat yang lebih baru', 'Replaced by a newer letter'],
  voided: ['bad', 'Sudah dibatalkan', 'Voided'],
  unknown: ['bad', 'Tidak ada surat dengan nomor ini', 'There is no letter of this number'],
} as const;

function verdict(asked: string, answer: PublicAnswer, asOf: string, reminds: boolean): string {
  const [look, id, en] = verdicts[answer.state];
  const facts = [
    ['Nomor', 'Number', asked],
    ['Inisial pemegang', 'Initials of the holder', answer.initials],
    ['Berlaku sampai', 'Valid until', dayInWords(answer.validUntil)],
    ['Berakhir sejak', 'Ended on', dayInWords(answer.endedOn)],
  ] as const;
  const rows = facts
    .filter(([, , value]) => value !== null)
    .map(
      ([label, english, value]) =>
        `<dt>${label} <span lang="en">${english}</span></dt><dd>${escaped(value!)}</dd>`,
    )
    .join('\n');
  return `<section class="${look}" role="status" data-answered>
<h2>${id} <span lang="en">${en}</span></h2>
<dl>
${rows}
</dl>
<p>${advice(answer.state)}</p>
${reminds && answer.state === 'valid' ? reminder(asked) : ''}<p class="small">Keadaan per ${escaped(asOf)}. <span lang="en">As of that moment.</span></p>
</section>`;
}

const reminder = (number: string): string =>
  `<p><a href="/kabari/surat?nomor=${encodeURIComponent(number)}">Surat Anda sendiri? Kami ingatkan sebelum habis. <span lang="en">Your own letter? We remind you before it ends.</span></a></p>
`;

/** `25-05-2027`, as it stands on the paper's dates here. */
const dayInWords = (day: string | null): string | null =>
  day === null ? null : day.split('-').reverse().join('-');

function advice(state: PublicAnswer['state']): string {
  if (state === 'valid')
    return 'Cocokkan inisial, foto, dan nomor pada kertas. Bila berbeda, jangan terima suratnya. <span lang="en">Compare initials, photo and number with the paper.</span>';
  if (state === 'unknown')
    return 'Periksa ketikan. Bila nomor di kertas memang demikian, surat itu bukan dari kantor ini. <span lang="en">Check the typing; otherwise the letter is not from this office.</span>';
  return 'Jangan terima surat ini. Pemegangnya dapat datang ke Disdukcapil. <span lang="en">Do not accept this letter; its holder may come to the registry office.</span>';
}

const style = `:root{color-scheme:light;font-family:system-ui,sans-serif;line-height:1.5;color:#111}
body{margin:0;background:#f6f6f3}main{max-width:34rem;margin:0 auto;padding:1.25rem}
h1{font-size:1.5rem;margin:.2rem 0 1rem}h1 span,h2 span,label span,dt span,button span{display:block;font-size:.8rem;font-weight:400;color:#4a4a4a}
.office{margin:0;color:#4a4a4a}section{border:2px solid;scroll-margin-top:1rem;border-radius:.5rem;padding:.5rem 1rem;background:#fff;margin-bottom:1.5rem}
.doubt{border-color:#9a6700}.doubt h2{color:#7a5200}.good{border-color:#1a7f37}.good h2{color:#136029}.bad{border-color:#b3261e}.bad h2{color:#8f1d17}
h2{font-size:1.25rem;margin:.3rem 0}dl{margin:0}dt{font-size:.9rem;color:#4a4a4a;margin-top:.5rem}dd{margin:0;font-weight:600;overflow-wrap:anywhere}
summary{padding:.7rem 0;cursor:pointer}summary span{display:block;font-size:.8rem;color:#4a4a4a}
input,textarea{display:block;width:100%;box-sizing:border-box;font:inherit;padding:.7rem;margin:.3rem 0 .8rem;border:1px solid #767676;border-radius:.4rem}
button,.button{display:block;box-sizing:border-box;text-align:center;cursor:pointer;font:inherit;font-weight:600;padding:.7rem 1.2rem;margin-bottom:.7rem;border:2px solid #0b5c8a;border-radius:.4rem;background:#0b5c8a;color:#fff;width:100%}button span{color:#e6f1f7}.button,.quiet{background:#fff;color:#0b5c8a}.button span,.quiet span{display:block;font-size:.8rem;font-weight:400;color:#4a4a4a}.button:focus-within,button:focus-visible{outline:3px solid #e8a33d;outline-offset:2px}
.unseen{position:absolute;opacity:0;width:1px;height:1px}video{width:100%;border-radius:.4rem;background:#000}[hidden]{display:none}#pindai:not(:empty){margin-bottom:1.5rem}
.small{font-size:.85rem;color:#4a4a4a}.small span,section p span{display:block;color:#4a4a4a;font-size:.85rem}`;

const escaped = (text: string): string =>
  text.replaceAll(/[&<>"']/g, (character) => `&#${character.charCodeAt(0)};`);
