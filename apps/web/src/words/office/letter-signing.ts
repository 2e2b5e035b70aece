import { words } from '../wording.ts';

/** How letters are signed, and opening what signs them. */
export const letterSigningWords = words(
  {
    heading: 'Tanda tangan surat',
    lead: 'Cara kantor ini menandatangani suratnya, dan apakah itu dapat dilakukan sekarang.',
    back: 'Surat keterangan',
    byHand: 'Kantor ini belum memasang sertifikat: surat ditandatangani basah dan dicap.',
    certificate: (subject: string, until: string) =>
      `Ditandatangani elektronik oleh ${subject}, sampai ${until}.`,
    certificateEnded: (until: string) =>
      `Sertifikat tanda tangan berakhir ${until}. Tidak ada surat yang dapat terbit.`,
    unusable: 'Surat tidak dapat ditandatangani sekarang, jadi tidak ada yang terbit.',
    now: 'Sekarang',
    secrets: {
      token: {
        label: 'PIN token',
        hint: 'Hanya dipakai sekali untuk membuka token; tidak disimpan di mana pun. Token terkunci bila PIN beberapa kali salah.',
        missing: 'Ketik PIN token.',
        open: 'Buka token',
        opened:
          'Token terbuka. Surat dapat ditandatangani sampai token dicabut, ditutup, atau kantor dinyalakan ulang.',
        close: 'Tutup token',
      },
      bsre: {
        label: 'Passphrase BSrE',
        hint: 'Diketik oleh pejabat penanda tangan. Tinggal di ingatan komputer kantor sampai ditutup; tidak ditulis di mana pun.',
        missing: 'Ketik passphrase.',
        open: 'Buka tanda tangan BSrE',
        opened: 'Tanda tangan BSrE terbuka, sampai ditutup atau kantor dinyalakan ulang.',
        close: 'Tutup',
      },
    },
    ways: 'Cara menandatangani',
    inUse: 'dipakai',
    wayNames: {
      'by-hand': 'Tanda tangan basah',
      file: 'Sertifikat dalam berkas',
      token: 'Token atau HSM (PKCS#11)',
      bsre: 'BSrE (e-sign client)',
    },
    wayTexts: {
      'by-hand': [
        'Surat menyebut di mukanya bahwa ditandatangani basah dan dicap. Kode QR tetap dapat diperiksa siapa pun.',
        'Tidak perlu memasang apa pun.',
      ],
      file: [
        'Kunci dan sertifikat ada di satu berkas komputer kantor. Paling cepat, juga untuk ribuan surat; siapa yang memegang berkas dapat menandatangani.',
        'Taruh kunci, sertifikat, dan rantainya (PEM) di keys/letter-signer.pem, hak akses 0600.',
      ],
      token: [
        'Kunci berada di token USB, kartu, atau HSM dan tidak pernah keluar. Seseorang membukanya dengan PIN setelah kantor menyala.',
        'Pasang perangkat lunak penerbit token, lalu tulis keys/letter-token.json: {"module": "/usr/lib/….so", "token": "label token"}.',
      ],
      bsre: [
        'Surat dikirim ke layanan e-sign kantor dan kembali bertanda tangan dengan sertifikat BSrE pejabatnya. Yang kembali diperiksa: hanya surat yang sama dengan tanda tangan sah yang disimpan.',
        'Tulis keys/letter-bsre.json: {"url": "http://…", "username": "…", "password": "…", "nik": "16 angka"}, hak akses 0600.',
      ],
    },
  },
  {
    heading: 'Signing of letters',
    lead: 'How this office signs its letters, and whether it can now.',
    back: 'Substitute letters',
    byHand: 'This office has no certificate installed: letters are signed by hand and stamped.',
    certificate: (subject: string, until: string) => `Signed electronically by ${subject}, until ${until}.`,
    certificateEnded: (until: string) => `The signing certificate ended ${until}. No letter can be issued.`,
    unusable: 'Letters cannot be signed now, so none is issued.',
    now: 'Now',
    secrets: {
      token: {
        label: 'PIN of the token',
        hint: 'Used once to open the token; kept nowhere. A token locks after some wrong PINs.',
        missing: 'Type the PIN of the token.',
        open: 'Open the token',
        opened:
          'The token is open. Letters can be signed until it is pulled out or closed, or the office is started anew.',
        close: 'Close the token',
      },
      bsre: {
        label: 'Passphrase at BSrE',
        hint: 'Typed by the officer who signs. It stays in the memory of the office’s computer until it is closed, and is written down nowhere.',
        missing: 'Type the passphrase.',
        open: 'Open signing by BSrE',
        opened: 'Signing by BSrE is open, until it is closed or the office is started anew.',
        close: 'Close',
      },
    },
    ways: 'Ways of signing',
    inUse: 'in use',
    wayNames: {
      'by-hand': 'Signed by hand',
      file: 'Certificate in a file',
      token: 'Token or HSM (PKCS#11)',
      bsre: 'BSrE (e-sign client)',
    },
    wayTexts: {
      'by-hand': [
        'The letter says on its face that it is signed by hand and stamped. Its QR code can be checked by anybody all the same.',
        'Nothing to install.',
      ],
      file: [
        'Key and certificate lie in one file on the office’s computer. The fastest, also for thousands of letters; whoever has the file can sign.',
        'Put the key, the certificate and its chain (PEM) into keys/letter-signer.pem, mode 0600.',
      ],
      token: [
        'The key is on a USB token, a card or an HSM and never leaves it. A person opens it with its PIN after the office has started.',
        'Install the software of the token’s issuer, then write keys/letter-token.json: {"module": "/usr/lib/….so", "token": "label of the token"}.',
      ],
      bsre: [
        'The letter goes to the office’s e-sign service and comes back signed with the officer’s certificate of BSrE. What comes back is checked: only the same letter with a sound signature is kept.',
        'Write keys/letter-bsre.json: {"url": "http://…", "username": "…", "password": "…", "nik": "16 digits"}, mode 0600.',
      ],
    },
  },
);
