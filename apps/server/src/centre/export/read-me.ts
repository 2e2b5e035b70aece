import type { ChosenExport } from './store.ts';

/** `BACA-SAYA.txt`: what lies in the folder, for whoever finds it. */
export function readMe({ form, sealedTo, madeOn }: ChosenExport, recordings: number, office: string): string {
  const where = form === 'mosip' ? 'packets/' : 'records/';
  const lines =
    form === 'mosip'
      ? ['Tersandi ke kunci pusat.', 'Encrypted to the centre’s key.']
      : sealedTo === null
        ? [
            'TIDAK TERSANDI: berisi NIK, foto, sidik jari dan iris. Jangan ditinggalkan; hapus setelah terkirim.',
            'NOT ENCRYPTED: it holds NIK, photos, fingerprints and irises. Never leave it lying; delete it once sent.',
          ]
        : [
            `Setiap berkas .age tersandi ke ${sealedTo}. Buka: age -d -i KUNCI BERKAS.zip.age > BERKAS.zip`,
            `Every .age file is encrypted to ${sealedTo}. Open: age -d -i KEY FILE.zip.age > FILE.zip`,
          ];
  return `${office}
Ekspor ${recordings} rekaman untuk pusat, ${madeOn}. Satu berkas per rekaman di ${where}
Export of ${recordings} recordings for the centre, ${madeOn}. One file a recording in ${where}

${lines.join('\n')}

manifest.json menyebut setiap berkas dengan ukuran dan SHA-256. Periksa tanda tangannya:
manifest.json names every file with its size and SHA-256. Check its signature:
  openssl dgst -sha256 -verify office-key.pem -signature manifest.json.sig manifest.json
`;
}
