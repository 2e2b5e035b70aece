import { words } from '../wording.ts';

/** After how many days the centre's silence counts. */
export const centreWaitWords = words(
  {
    heading: 'Lama menunggu pusat',
    none: 'Belum ada aturan kantor; berlaku 20 hari untuk yang wajar dan 90 hari untuk yang masih berarti.',
    inForce: (day: string, basis: string) => `Mulai ${day}, menurut ${basis}:`,
    change: 'Tetapkan lama menunggu',
    saying: (ordinary: number, telling: number) =>
      `sampai ${ordinary} hari wajar; yang menunggu lebih dari ${telling} hari ditangani orang dan tidak dihitung.`,
    from: 'Berlaku mulai',
    basis: 'Nomor surat atau keputusan',
    ordinary: 'Hari menunggu yang masih wajar',
    telling: 'Hari menunggu yang masih berarti bagi layanan',
    hint: 'Rekaman yang terlihat menunggu lebih lama dari yang wajar membuat Kirim atau Tunggal dibatasi atau dihentikan.',
    action: 'Simpan',
  },
  {
    heading: 'Waiting for the centre',
    none: 'The office has set no rule; 20 days are ordinary and up to 90 days say something.',
    inForce: (day: string, basis: string) => `From ${day}, by ${basis}:`,
    change: 'Set how long to wait',
    saying: (ordinary: number, telling: number) =>
      `up to ${ordinary} days are ordinary; what waits more than ${telling} days is a case for a person and is not counted.`,
    from: 'In force from',
    basis: 'Number of the letter or decision',
    ordinary: 'Days of waiting that are ordinary',
    telling: 'Days of waiting that still say something of the service',
    hint: 'A recording that is seen to wait longer than is ordinary limits or stops Kirim or Tunggal.',
    action: 'Save',
  },
);
