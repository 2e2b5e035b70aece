import { inflateSync } from 'node:zlib';
import type { EnrolmentDraft } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import { makeTestOffice } from '../testing/test-office.ts';
import { makeReceipt, type Receipt } from './receipt.ts';
import { receiptPdf } from './receipt-pdf.ts';

const receipt: Receipt = {
  receiptCode: '7K2QM-9XW4T',
  officeName: 'Dinas Kependudukan dan Pencatatan Sipil Kota Kupang',
  placeName: 'Kecamatan Oebobo',
  stationName: 'Loket 1',
  operatorName: 'Oktavianus Operator',
  nik: '5371046503940001',
  name: 'ANASTASIA LIU',
  sealedAt: { id: '24 November 2026 pukul 12.00 WITA', en: '24 November 2026 at 12:00 WITA' },
  counts: { fingers: 9, irises: 2, photo: true, signature: true },
  exceptions: 1,
  owed: ['irises'],
  cardFrom: { id: '1 Maret 2027', en: '1 March 2027' },
  askAt: 'https://layanan.dukcapil.kupangkota.go.id/rekaman',
};

/** Everything in a PDF that can be read without drawing it: its objects, with streams unpacked. */
function unpacked(pdf: Buffer): string {
  const text = pdf.toString('latin1');
  const streams = [...text.matchAll(/stream\r?\n/g)].map((match) => {
    const from = match.index + match[0].length;
    const until = pdf.indexOf('endstream', from);
    try {
      return inflateSync(pdf.subarray(from, until)).toString('latin1');
    } catch {
      return '';
    }
  });
  return text + streams.join('\n');
}

describe('the receipt', () => {
  it('is one tagged A5 page with its typeface in it', async () => {
    const pdf = unpacked(await receiptPdf(receipt));
    expect(pdf).toContain('/Marked true');
    expect(pdf).toContain('/Lang (id-ID)');
    expect(pdf).toMatch(/\/MediaBox \[0 0 419\.53 595\.28\]/);
    expect(pdf).toMatch(/\/FontFile[23]/);
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
    expect(pdf.match(/\/S \/H1/g)).toHaveLength(1);
  });

  it('stays on one page for the longest name, place and everything owed', async () => {
    const long = {
      ...receipt,
      name: 'W'.repeat(60),
      placeName: 'M'.repeat(100),
      operatorName: 'W'.repeat(60),
    };
    const owed = ['left-four', 'right-four', 'thumbs', 'irises', 'verification'];
    const pdf = unpacked(await receiptPdf({ ...long, owed }));
    expect(pdf.match(/\/Type \/Page\b/g)).toHaveLength(1);
  });

  it('there is none before a recording is sealed', async () => {
    const office = await makeTestOffice();
    const open = { sealing: null } as unknown as EnrolmentDraft;
    expect(makeReceipt(open, office.settings().value, 'x')).toBeNull();
  });

  it('names where the resident asks, where the office told its address', async () => {
    const office = await makeTestOffice();
    const sealed = {
      sealing: { receiptCode: '7K2QM-9XW4T', at: { at: '2026-11-24T04:00:00.000Z' } },
      eligibility: { cardFrom: null },
      biodata: { nik: '5371046503940001', name: 'ANASTASIA LIU' },
      policy: { steps: [] },
      signature: null,
      exceptions: [],
      owed: [],
    } as unknown as EnrolmentDraft;
    const publicUrl = 'https://layanan.contoh.go.id';
    expect(makeReceipt(sealed, office.settings({ publicUrl }).value, 'x')?.askAt).toBe(
      `${publicUrl}/rekaman`,
    );
    expect(makeReceipt(sealed, office.settings().value, 'x')?.askAt).toBeNull();
  });
});
