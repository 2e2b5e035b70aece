import { printPolicyOf2020 } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type MadeRecording, makeRecording, nikOf } from '../testing/made-recording.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let office: TestOffice;
let station: BareStation;
let operator: ApiClient;
let nowMs = Date.now();
const now = () => nowMs;
const aMinuteLater = () => {
  nowMs += 60_000;
};

/** Somebody recorded here whom the centre calls print-ready. */
async function readyResident(serial: number): Promise<MadeRecording> {
  const recording = await makeRecording(station, serial);
  await station.send(recording);
  await office.allOpened();
  await office.database.query(
    `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion,
       marital_status, occupation, nationality, address, rt, rw, kelurahan_code)
     values ($1, 'WARGA CONTOH', 'WARGA CONTOH', 'KUPANG', '2000-08-15', 'LAKI-LAKI', 'O', 'KATHOLIK', 'BELUM KAWIN',
       'PELAJAR', 'WNI', 'JL. CONTOH 1', '004', '011', '53.71.04.1001')`,
    [nikOf(serial)],
  );
  const asOf = new Date(now() + 8 * 3_600_000).toISOString().slice(0, 10);
  await operator.call(officeApi.noteCentreWord, {
    params: { id: recording.enrolmentId },
    body: { source: 'SIAK', asOf, status: 'PRINT_READY_RECORD' },
  });
  return recording;
}

async function ask({ manifest }: MadeRecording): Promise<string> {
  const body = new URLSearchParams({ kode: manifest.receiptCode, tanggal: '15', bulan: '8', tahun: '2000' });
  return (await fetch(`${office.url}/rekaman`, { method: 'POST', body })).text();
}
const publicText = async (path: string): Promise<string> => (await fetch(`${office.url}${path}`)).text();

/** Two cards printed on each of the last ten days, asked for long ago. */
const printedBefore = () =>
  office.database.query(
    `with printer as (insert into card_printer (id, name, url, place_id) values ('cpr_1', 'P', 'ipp://p', 'plc_1') returning id),
     batch as (insert into card_batch (id, printer_id, ordered_at, ordered_by, issued_on)
       select 'prb_1', id, now(), 'ofc_1', current_date from printer returning id),
     cards as (insert into card (id, nik, ground, requested_on, state, attempts, piece)
       select 'crd_' || n, lpad(n::text, 16, '9'), 'first-card', '2020-01-01', 'handed-over', 1, 'P' || n
       from generate_series(0, 19) n returning id)
     insert into card_attempt (card_id, number, batch_id, printer_id, piece, job_name, state, changed_at, chip)
     select c.id, 1, b.id, 'cpr_1', 'P', c.id, 'printed', now() - (1 + substr(c.id, 5)::int / 2) * interval '1 day', 'official-application'
     from cards c, batch b`,
  );

beforeAll(async () => {
  office = await openTestOffice({ clock: now });
  station = await office.addStation(1);
  operator = await office.signedInAs('operator', [{ role: 'operator', placeId: station.settings.place.id }]);
  const { version: _version, ...rule } = printPolicyOf2020;
  const body = { ...rule, groups: rule.groups.map((group) => [...group]) };
  await office.head.call(officeApi.addPrintPolicy, { body });
}, 120_000);
afterAll(() => office.close());

it('CRD20, CRD22, CRD23 a resident reads place and range, or why there is none, and PUB23 everybody the queue', async () => {
  const first = await readyResident(51);
  aMinuteLater();
  expect(await ask(first)).toContain('kantor belum mencatat jumlah blangkonya');

  const ranges = [{ first: 'KT00001', last: 'KT00001' }];
  const body = { ranges, from: { kind: 'centre' }, to: { kind: 'store' }, paper: 'BAST/7' } as const;
  await office.head.call(officeApi.moveBlanks, { body });
  aMinuteLater();
  expect(await ask(first)).toContain('baru diamati kurang dari 5 hari kerja');

  await printedBefore();
  aMinuteLater();
  const text = await ask(first);
  expect(text).toContain('Kartu Anda di urutan 1 dari 1 dalam antrean cetak.');
  expect(text).toContain('Diperkirakan dicetak 1 hari kerja lagi.');
  for (const secret of [nikOf(51), 'WARGA', '<script']) expect(text).not.toContain(secret);

  const second = await readyResident(52);
  // Nobody waits for the queue to be worked out once more within a minute.
  expect(await ask(second)).toContain('Kartu Anda baru masuk antrean cetak.');
  aMinuteLater();
  const behind = await ask(second);
  expect(behind).toContain('urutan 2 dari 2');
  expect(behind).toContain('paling lambat belum diketahui: blangko yang ada tidak cukup');

  await office.upkeep();
  const page = await publicText('/layanan/antrean');
  expect(page).toContain('<strong>2 orang menunggu kartunya dicetak.</strong>');
  expect(page).toContain('Dalam 30 hari terakhir tidak ada kartu yang didahulukan');
  expect(page).toContain('Pada hari kerja yang lambat 2, pada hari yang baik 2 kartu');
  expect(await publicText('/layanan/en/antrean')).toContain('2 wait for their turn in the print order.');
  expect(JSON.parse(await publicText('/api/public/cards/order.json')).order).toHaveLength(2);
}, 60_000);

it('says where a card is that left the queue, before the centre has said so', async () => {
  const resident = await readyResident(53);
  const words = {
    printing: 'Kartu Anda sedang dicetak',
    printed: 'sudah dicetak dan sedang diperiksa',
    checked: 'Kartu Anda siap diambil',
    'handed-over': 'tercatat sudah diserahkan',
  };
  for (const [state, sentence] of Object.entries(words)) {
    await office.database.query('update card set state = $2 where nik = $1', [nikOf(53), state]);
    expect(await ask(resident)).toContain(sentence);
  }
}, 60_000);
