import { officeApi, paperApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type IssuingOffice, openIssuingOffice, photoBase64 } from '../../testing/issuing-office.ts';
import { readDirectory } from '../queries.ts';

let office: IssuingOffice;
let supervisor: ApiClient;
let printing: ApiClient;
let placeId: string;
let pieces = 10;

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => error.code ?? error.message,
  );
const paper = 'Akta kematian 5371-KM-26112026-0001';

/** Somebody of the register, recorded before Rekam, with a valid letter. */
async function holder(): Promise<{ readonly nik: string; readonly letter: string }> {
  const nik = await office.register();
  const body = office.letterFor(nik);
  return { nik, letter: (await supervisor.call(officeApi.issueLetter, { body })).number };
}
const askForCard = (nik: string) =>
  printing.call(officeApi.askForCard, { body: { nik, ground: 'first-card' } });
const noteDeath = (nik: string, change: object = {}) =>
  supervisor.call(officeApi.noteDeath, { body: { nik, diedOn: '2026-02-03', paper, ...change } });
const checked = async (number: string) =>
  (
    await fetch(`${office.url}/api/public/letters/check`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ number }),
    })
  ).json();
const stateOf = async (cardId: string) =>
  (await office.database.query<{ state: string }>('select state from card where id = $1', [cardId])).rows[0]!
    .state;

beforeAll(async () => {
  office = await openIssuingOffice();
  ({ supervisor, printing, placeId } = office);
}, 60_000);
afterAll(() => office.close());

describe('a death', () => {
  it('RES15 RES17 LET14 CRD43 ends letter and wish for a card in the same breath, and says so', async () => {
    const { nik, letter } = await holder();
    const { id } = await askForCard(nik);
    expect(await supervisor.call(officeApi.deathOfResident, { body: { nik } })).toEqual({
      death: null,
      ends: { letter, card: 'ended' },
    });
    expect(await checked(letter)).toMatchObject({ state: 'valid' });
    expect(await noteDeath(nik)).toMatchObject({
      death: { diedOn: '2026-02-03', paper },
      ends: { letter, card: 'ended' },
    });
    expect(await checked(letter)).toMatchObject({ state: 'voided' });
    expect(await stateOf(id)).toBe('withdrawn');
    const { rows } = await supervisor.call(officeApi.searchResidents, { body: { q: nik } });
    expect(rows).toMatchObject([{ nik, diedOn: '2026-02-03' }]);
    const stations = await readDirectory(office.database, { region: '53.71.04', after: 0, limit: 5000 });
    expect(stations.rows.find(({ biodata }) => biodata.nik === nik)).toMatchObject({ diedOn: '2026-02-03' });
    const facts = await office.database.query<{ kind: string }>(
      `select kind from fact where kind in ('letter-voided', 'card-withdrawn', 'death-noted') order by seq`,
    );
    expect(facts.rows.map(({ kind }) => kind)).toEqual(['card-withdrawn', 'letter-voided', 'death-noted']);
  });

  it('RES18 keeps the scan of its paper for whoever may note a death, and writes down who looks', async () => {
    const { nik } = await holder();
    const picture = Buffer.from(photoBase64, 'base64');
    const { id: scan } = await supervisor.upload(paperApi.uploadPaper, picture);
    expect(await codeOf(noteDeath(nik, { scan: `ppr_${'0'.repeat(32)}` }))).toBe('PAPER_NOT_FOUND');
    const { death } = await noteDeath(nik, { scan });
    expect(death).toMatchObject({ scanned: true });
    const params = { id: death!.id };
    const kept = Buffer.from(await supervisor.bytes(officeApi.deathPaper, { params }));
    expect(kept.equals(picture)).toBe(true);
    expect(await codeOf(printing.bytes(officeApi.deathPaper, { params }))).toBe('ACCESS_DENIED');
    const looks = await office.database.query(
      "select permitted_by from fact where kind = 'death-paper-viewed' and subject_id = $1",
      [death!.id],
    );
    expect(looks.rows).toEqual([{ permitted_by: 'ACC31 supervisor@office' }]);
    const bare = await holder();
    const { death: unscanned } = await noteDeath(bare.nik);
    expect(unscanned).toMatchObject({ scanned: false });
    const none = supervisor.bytes(officeApi.deathPaper, { params: { id: unscanned!.id } });
    expect(await codeOf(none)).toBe('PAPER_NOT_FOUND');
  });

  it('RES15 is refused on a day that cannot be, without a paper, twice, and to whoever may not', async () => {
    const { nik, letter } = await holder();
    expect(await codeOf(noteDeath(nik, { diedOn: '2999-01-01' }))).toBe('RESIDENT_DEATH_DAY');
    expect(await codeOf(noteDeath(nik, { diedOn: '1999-06-04' }))).toBe('RESIDENT_DEATH_DAY');
    expect(await codeOf(noteDeath(nik, { paper: ' x ' }))).toBe('RESIDENT_DEATH_PAPER');
    expect(await codeOf(noteDeath('5371044506990001'))).toBe('RESIDENT_UNKNOWN');
    const body = { nik, diedOn: '2026-02-03', paper };
    expect(await codeOf(printing.call(officeApi.noteDeath, { body }))).toBe('ACCESS_DENIED');
    expect(await checked(letter)).toMatchObject({ state: 'valid' });
    const twice = await Promise.all([codeOf(noteDeath(nik)), codeOf(noteDeath(nik))]);
    expect(twice.sort()).toEqual(['RESIDENT_DEATH_KNOWN', 'ok']);
  });

  it('RES16 LET8 CRD7 stands until it is taken back with a reason; what ended stays ended', async () => {
    const { nik, letter } = await holder();
    await noteDeath(nik);
    const issuing = { body: office.letterFor(nik) };
    expect(await codeOf(supervisor.call(officeApi.issueLetter, issuing))).toBe('LETTER_HOLDER_DIED');
    expect(await codeOf(askForCard(nik))).toBe('CARD_HOLDER_DIED');
    const takeBack = (reason: string) => supervisor.call(officeApi.takeDeathBack, { body: { nik, reason } });
    expect(await codeOf(takeBack(' ya '))).toBe('RESIDENT_DEATH_REASON');
    expect(await takeBack('orang lain yang senama')).toMatchObject({ death: null });
    expect(await codeOf(takeBack('sekali lagi'))).toBe('RESIDENT_DEATH_UNKNOWN');
    expect(await checked(letter)).toMatchObject({ state: 'voided' });
    await supervisor.call(officeApi.issueLetter, issuing);
    const { id } = await askForCard(nik);
    const reason = 'sudah dicoba';
    await printing.call(officeApi.withdrawCard, { params: { id }, body: { reason } });
  });

  it('CRD43 takes back what the printer was not told, with its piece; what may have reached it is told', async () => {
    const [waits, printed] = [await holder(), await holder()];
    const cards = [await askForCard(waits.nik), await askForCard(printed.nik)];
    const serial = (number: number) => `KM${String(number).padStart(5, '0')}`;
    await supplyDesk(office.head, placeId, { first: serial(pieces), last: serial(pieces + 1) });
    pieces += 2;
    const body = { name: 'Printer mati', url: 'ipp://127.0.0.1:9/mati', placeId, componentId: null };
    const [printer] = await printing.call(officeApi.addCardPrinter, { body });
    const query = { printerId: printer!.id, count: 2 };
    const { seal } = await printing.call(officeApi.chooseCards, { query });
    await printing.call(officeApi.printCards, { body: { ...query, seal } });
    await office.database.query(`update card_attempt set state = 'sent' where card_id = $1`, [cards[1]!.id]);
    expect(await noteDeath(waits.nik)).toMatchObject({ ends: { card: 'ended' } });
    expect(await stateOf(cards[0]!.id)).toBe('withdrawn');
    const { rows: atDesk } = await office.database.query<{ pieces: number }>(
      "select sum(last - first + 1)::int as pieces from blank_holding where place->>'kind' = 'desk'",
    );
    expect(atDesk).toEqual([{ pieces: 1 }]);
    expect(await noteDeath(printed.nik)).toMatchObject({
      ends: { letter: printed.letter, card: 'at-printer' },
    });
    expect(await stateOf(cards[1]!.id)).toBe('printing');
  });
});

it('IMP9 RES17 a file of residents tells deaths, all that ends with them ends, and one taken back stays so', async () => {
  const [died, lives] = [await holder(), await holder()];
  const { id } = await askForCard(died.nik);
  const line = (nik: string, death: string) =>
    `${nik};WARGA CONTOH;1999-06-05;P;KATHOLIK;KAWIN;JL. CONTOH 1;004;011;53.71.04.1001;${death}`;
  const file = [
    'NIK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;AGAMA;STAT_KWN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;TGL_MATI;NO_AKTA_MATI',
    line(died.nik, `2026-02-03;${paper}`),
    line(lives.nik, ';'),
    line('5371044506990007', '2026-02-03;'),
    line('5371044506990008', `2999-02-03;${paper}`),
    line('5371044506990009', `1998-02-03;${paper}`),
    line('5371044506990006', `;${paper}`),
  ].join('\n');
  const administrator = await office.signedInAs('admin', [{ role: 'administrator', placeId: null }]);
  const take = () => administrator.upload(officeApi.importResidents, file, { fileName: 'siak.csv' });
  const taken = await take();
  expect(taken).toMatchObject({ changed: 2, bad: 4, died: 1 });
  expect(await checked(died.letter)).toMatchObject({ state: 'voided' });
  expect(await stateOf(id)).toBe('withdrawn');
  expect(await checked(lives.letter)).toMatchObject({ state: 'valid' });
  const { death } = await supervisor.call(officeApi.deathOfResident, { body: { nik: died.nik } });
  expect(death).toMatchObject({ diedOn: '2026-02-03', paper });
  const errors = Buffer.from(
    await administrator.bytes(officeApi.importErrors, { params: { id: taken.id } }),
  ).toString();
  expect(errors.match(/RESIDENT_DEATH_PAPER|RESIDENT_DEATH_DAY|IMPORT_DEATH_DAY_MISSING/g)).toEqual([
    'RESIDENT_DEATH_PAPER',
    'RESIDENT_DEATH_DAY',
    'RESIDENT_DEATH_DAY',
    'IMPORT_DEATH_DAY_MISSING',
  ]);
  expect(await take()).toMatchObject({ died: 0 });
  const because = { nik: died.nik, reason: 'orang lain yang senama' };
  await supervisor.call(officeApi.takeDeathBack, { body: because });
  expect(await take()).toMatchObject({ died: 0 });
});

it('CTR23 a file of the centre that says so ends the same, after it was shown', async () => {
  const { nik, letter } = await holder();
  const { id } = await askForCard(nik);
  const csv = `NIK;STATUS;TANGGAL;SUMBER\n${nik};MENINGGAL;2026-02-03;SIAK\n`;
  const take = (query: object) =>
    supervisor.call(officeApi.takeCentreFile, { query, body: Buffer.from(csv) });
  const shown = await take({ apply: 'no' });
  expect(shown).toMatchObject({ counts: { died: 1 }, lines: [{ finding: 'died' }], applied: false });
  expect(await checked(letter)).toMatchObject({ state: 'valid' });
  await take({ apply: 'yes', seal: shown.seal });
  expect(await checked(letter)).toMatchObject({ state: 'voided' });
  expect(await stateOf(id)).toBe('withdrawn');
  expect(await supervisor.call(officeApi.deathOfResident, { body: { nik } })).toMatchObject({
    death: { diedOn: '2026-02-03', paper: 'Berkas pusat: SIAK' },
  });
  expect(await take({ apply: 'no' })).toMatchObject({ counts: { known: 1, died: 0 } });
});
