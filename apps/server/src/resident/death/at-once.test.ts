import { officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { closeGate, type Gate, stoppedAt, waitingAt } from '../../testing/gate.ts';
import { type IssuingOffice, openIssuingOffice } from '../../testing/issuing-office.ts';

/*
 * A death that a file tells and what its resident is given, each stopped in its middle by a lock that the test holds,
 * until the other has run as far as it gets.
 */
let office: IssuingOffice;
let administrator: ApiClient;

const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => error.code ?? error.message,
  );

beforeAll(async () => {
  office = await openIssuingOffice();
  administrator = await office.signedInAs('admin', [{ role: 'administrator', placeId: null }]);
}, 60_000);
afterAll(() => office.close());

const close = (...statements: readonly string[]) => closeGate(office.database, ...statements);
const stopped = (gate: Gate, count: number, work: Promise<unknown>) =>
  stoppedAt(office.database, gate, count, work);

const header =
  'NIK;NAMA_LGKP;TGL_LHR;JENIS_KLMIN;AGAMA;STAT_KWN;ALAMAT;NO_RT;NO_RW;KODE_WILAYAH;TGL_MATI;NO_AKTA_MATI';
const line = (nik: string, death: string) =>
  `${nik};WARGA CONTOH;1999-06-05;P;KATHOLIK;KAWIN;JL. CONTOH 1;004;011;53.71.04.1001;${death}`;
const died = '2026-02-03;Akta kematian 5371-KM-1';
const take = (...lines: readonly string[]): Promise<unknown> =>
  administrator.upload(officeApi.importResidents, [header, ...lines].join('\n'), { fileName: 'siak.csv' });

/** A file whose change is written and waits to be committed. */
async function takeUntilTheEnd(...lines: readonly string[]) {
  const beginning = await close('select from resident_revision for update');
  const taken = take(...lines);
  await stopped(beginning, 1, taken);
  const end = await close('lock table resident_import in share mode');
  await beginning.open();
  await stopped(end, 1, taken);
  return { taken, end };
}

const issue = (nik: string) => office.supervisor.call(officeApi.issueLetter, { body: office.letterFor(nik) });
const ask = (nik: string) =>
  office.printing.call(officeApi.askForCard, { body: { nik, ground: 'first-card' } });

/** What the dead have left: letters that are not voided, cards that somebody still waits for. */
const leftBehind = async (nik: string) => ({
  letters: (await office.database.query('select from letter where nik = $1 and voided_on is null', [nik]))
    .rowCount,
  cards: (await office.database.query("select from card where nik = $1 and state <> 'withdrawn'", [nik]))
    .rowCount,
});

describe('RES19 a death told by a file at the very moment', () => {
  it.each([
    ['a letter', issue, 'LETTER_HOLDER_DIED'],
    ['a wish for a card', ask, 'CARD_HOLDER_DIED'],
  ])('before %s: it is waited for, and refuses it', async (_, give, refusal) => {
    const nik = await office.register();
    const { taken, end } = await takeUntilTheEnd(line(nik, died));
    const given = codeOf(give(nik));
    await stopped(end, 2, given);
    await end.open();
    expect(await taken).toMatchObject({ died: 1 });
    expect(await given).toBe(refusal);
    expect(await leftBehind(nik)).toEqual({ letters: 0, cards: 0 });
  });

  it.each([
    ['a letter', issue, 'select from letter_counter for update'],
    ['a wish for a card', ask, 'lock table card in share mode'],
  ])('after %s: it waits, and ends it', async (_, give, midway) => {
    // Nobody takes the first number of a year from a counter that is not there.
    await issue(await office.register());
    const nik = await office.register();
    const end = await close(midway);
    const given = codeOf(give(nik));
    await stopped(end, 1, given);
    const taken = take(line(nik, died));
    await stopped(end, 2, taken);
    await end.open();
    expect(await given).toBe('ok');
    expect(await taken).toMatchObject({ died: 1 });
    expect(await leftBehind(nik)).toEqual({ letters: 0, cards: 0 });
  });

  it('holds up nobody else of that file', async () => {
    const [dies, lives] = [await office.register(), await office.register()];
    const { taken, end } = await takeUntilTheEnd(line(dies, died), line(lives, ';'));
    const given = codeOf(issue(lives));
    await stopped(end, 2, given);
    expect(await waitingAt(office.database, end)).toBe(1);
    expect(await given).toBe('ok');
    await end.open();
    expect(await taken).toMatchObject({ changed: 2, died: 1 });
  });
});
