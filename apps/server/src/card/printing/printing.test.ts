import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import {
  type PaperPrinter,
  printerRuns,
  startPaperPrinter,
} from '@rekam/devices/printer/testing/paper-printer.ts';
import { defaultLetterPolicy, printPolicyOf2020 } from '@rekam/domain';
import { equipmentApi, officeApi } from '@rekam/protocol';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { makeComponent } from '@rekam/testkit/equipment/component.ts';
import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { openTestOffice, type TestOffice } from '../../testing/test-office.ts';

let office: TestOffice;
let printing: ApiClient;
let placeId: string;
let printerId: string;
let paper: PaperPrinter;
let next = 10;
let piece = 1;

const photoBase64 = Buffer.from(
  encodeRgbJpeg(drawFace({ seed: 'print', background: 'red', width: 120, height: 160 })),
).toString('base64');
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => error.code,
  );

/** People in the queue, in this order; each has a photo. */
async function queueUp(howMany: number, address = 'JL. CONTOH 1'): Promise<string[]> {
  const ids: string[] = [];
  for (let turn = 0; turn < howMany; turn++) {
    const nik = `53710445069900${next++}`;
    await office.database.query(
      `insert into resident (nik, name, search_name, birth_place, birth_date, sex, blood_group, religion, marital_status,
         occupation, nationality, address, rt, rw, kelurahan_code, recorded_status, recorded_source, recorded_as_of)
       values ($1, $2, $2, 'KUPANG', '1999-06-05', 'PEREMPUAN', 'O', 'KATHOLIK', 'KAWIN', 'GURU', 'WNI', $3, '004', '011',
         '53.71.04.1001', 'PRR', 'SIAK', '2026-11-01')`,
      [nik, `MARIA ${nik.slice(-2)}`, address],
    );
    await office.head.call(officeApi.getSession, {});
    const supervisor = await supervisorOf();
    await supervisor.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
    const { id } = await printing.call(officeApi.askForCard, { body: { nik, ground: 'first-card' } });
    ids.push(id);
  }
  return ids;
}
let known: ApiClient | null = null;
const supervisorOf = async () =>
  (known ??= await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]));

/** Blanks at the desk, by their serials. */
async function supply(howMany: number): Promise<void> {
  const serial = (number: number) => `KT${String(number).padStart(5, '0')}`;
  await supplyDesk(office.head, placeId, { first: serial(piece), last: serial(piece + howMany - 1) });
  piece += howMany;
}

const choose = (count: number) => printing.call(officeApi.chooseCards, { query: { printerId, count } });
const print = async (count: number): Promise<string> => {
  const { seal } = await choose(count);
  return (await printing.call(officeApi.printCards, { body: { printerId, count, seal } })).batchId;
};
const linesOf = async (id: string) =>
  (await printing.call(officeApi.cardBatch, { params: { id }, query: {} })).rows;
const statesOf = async (id: string) => (await linesOf(id)).map(({ state }) => state);
const untilStates = (id: string, states: string[]) =>
  vi.waitFor(async () => expect(await statesOf(id)).toEqual(states), { timeout: 20_000, interval: 100 });
const facts = async (kind: string) =>
  (await office.database.query<{ n: number }>('select count(*)::int as n from fact where kind = $1', [kind]))
    .rows[0]!.n;

/** An engine that notes what it prints under the name of the job. */
const noting = 'cp "$1" "$OUT/printed-$IPP_JOB_NAME"; echo "$IPP_JOB_NAME" >> $OUT/order';
async function usePrinter(script: string): Promise<void> {
  await paper?.stop();
  paper = await startPaperPrinter(script);
  const body = { name: `Printer ${paper.url}`, url: paper.url, placeId, componentId: null };
  const printers = await printing.call(officeApi.addCardPrinter, { body });
  printerId = printers.find(({ url }) => url === paper.url)!.id;
  await vi.waitFor(
    async () => {
      const seen = await printing.call(officeApi.cardPrinters, {});
      expect(seen.find(({ id }) => id === printerId)?.state).toBe('ready');
    },
    { timeout: 15_000, interval: 200 },
  );
}
const printedNames = () => readdirSync(paper.folder).filter((name) => name.startsWith('printed-'));

beforeAll(async () => {
  office = await openTestOffice();
  const places = await office.head.call(officeApi.listPlaces, {});
  placeId = places.find(({ kind }) => kind === 'disdukcapil')!.id;
  printing = await office.signedInAs('cetak', [{ role: 'printing-officer', placeId }]);
  const { version: _letter, ...letters } = defaultLetterPolicy;
  const signatory = { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' };
  await office.head.call(officeApi.addLetterPolicy, {
    body: { ...letters, purposes: [...letters.purposes], signatory },
  });
  const { version: _print, ...order } = printPolicyOf2020;
  await office.head.call(officeApi.addPrintPolicy, {
    body: { ...order, groups: order.groups.map((group) => [...group]) },
  });
}, 120_000);
afterAll(async () => {
  await paper?.stop();
  await office.close();
});
/** Nothing of one case stands before the next. */
afterEach(async () => {
  const batches = await printing.call(officeApi.cardBatches, {});
  for (const { id } of batches) {
    for (const line of await linesOf(id))
      if (line.state === 'in-doubt')
        await printing.call(officeApi.settleCardDoubt, {
          params: { id: line.cardId },
          body: { sight: 'misprint', reason: 'akhir uji' },
        });
    await printing.call(officeApi.takeBackBatch, { params: { id } });
  }
  const { rows } = await printing.call(officeApi.cardQueue, { query: { limit: 200 } });
  const left = await printing.call(officeApi.cardQueue, { query: { which: 'left', limit: 200 } });
  for (const { id } of [...rows, ...left.rows])
    await printing.call(officeApi.withdrawCard, { params: { id }, body: { reason: 'akhir uji' } });
});

describe.skipIf(!printerRuns)('printing on a real IPP printer', () => {
  it('CRD37 orders the head of the queue, all or none, and a choice that was shown counts once', async () => {
    await usePrinter('sleep 30');
    const ids = await queueUp(3);
    const refused = await choose(2);
    expect(refused).toMatchObject({
      cards: 2,
      waiting: 3,
      pieces: 0,
      byKecamatan: [{ kecamatan: 'Oebobo', cards: 2 }],
    });
    const order = (count: number, seal: string) =>
      codeOf(printing.call(officeApi.printCards, { body: { printerId, count, seal } }));
    expect(await order(2, refused.seal)).toBe('BLANK_DESK_EMPTY');
    await supply(1);
    expect(await order(2, refused.seal)).toBe('BLANK_DESK_EMPTY');
    expect((await choose(3)).pieces).toBe(1);
    expect((await choose(3)).waiting).toBe(3);
    await supply(2);
    expect(await order(4, (await choose(4)).seal)).toBe('CARD_QUEUE_SHORT');
    const { seal } = await choose(2);
    const both = await Promise.all([order(2, seal), order(2, seal)]);
    expect(both.toSorted()[1]).toBe('ok');
    expect(['CARD_ORDER_STALE', 'CARD_QUEUE_SHORT']).toContain(both.toSorted()[0]);
    const { rows } = await printing.call(officeApi.cardQueue, { query: {} });
    expect(rows.map(({ id }) => id)).toEqual(ids.slice(2));
    const elsewhere = await office.signedInAs('cetak2', [
      { role: 'printing-officer', placeId: (await office.head.call(officeApi.listPlaces, {}))[2]!.id },
    ]);
    expect(await codeOf(elsewhere.call(officeApi.printCards, { body: { printerId, count: 1, seal } }))).toBe(
      'ACCESS_DENIED',
    );
  }, 60_000);

  it('CRD42, CRD40 what is printed is what is shown, once each, piece after piece; then checked and boxed', async () => {
    await usePrinter(noting);
    await supply(3);
    const ids = await queueUp(3);
    const batch = await print(3);
    await untilStates(batch, ['printed', 'printed', 'printed']);
    const lines = await linesOf(batch);
    expect(lines.map(({ cardId }) => cardId)).toEqual(ids);
    expect(lines.map(({ chip }) => chip)).toEqual(ids.map(() => 'official-application'));
    expect(lines.map(({ piece }) => piece).toSorted()).toEqual(lines.map(({ piece }) => piece));
    expect(readFileSync(join(paper.folder, 'order'), 'utf8').trim().split('\n')).toEqual(
      ids.map((id) => `${id}-1`),
    );
    const shown = await printing.bytes(officeApi.cardFace, { params: { id: ids[1]! } });
    const printed = readFileSync(join(paper.folder, `printed-${ids[1]}-1`));
    expect(printed.equals(Buffer.from(shown))).toBe(true);

    const check = (id: string, good: boolean, reason = '') =>
      codeOf(printing.call(officeApi.checkCard, { params: { id }, body: { good, reason } }));
    expect(await check(ids[0]!, false, 'x')).toBe('CARD_REASON_MISSING');
    expect(await check(ids[0]!, false, 'warna bergaris')).toBe('ok');
    expect(await check(ids[0]!, true)).toBe('CARD_NOT_PRINTING');
    expect(await printing.call(officeApi.checkBatch, { params: { id: batch } })).toEqual({ cards: 2 });
    expect(await check(ids[1]!, true)).toBe('CARD_ALREADY_CHECKED');
    expect(await statesOf(batch)).toEqual(['misprint', 'printed', 'printed']);
    const [newest] = await printing.call(officeApi.cardBatches, {});
    expect(newest).toMatchObject({ counts: { printed: 2, misprint: 1 }, unchecked: 0 });
    const { rows } = await printing.call(officeApi.cardQueue, { query: {} });
    expect(rows.map(({ id, piece: on }) => [id, on])).toEqual([[ids[0], null]]);
    const boxes = await printing.call(officeApi.cardBoxes, {});
    expect(boxes).toEqual([{ code: '53.71.04', kecamatan: 'Oebobo', cards: 2 }]);
    const query = { kecamatan: '53.71.04' };
    const csv = Buffer.from(await printing.bytes(officeApi.cardBoxList, { query })).toString('utf8');
    expect(csv.trim().split('\r\n')).toHaveLength(3);
    const { balance } = await office.head.call(officeApi.blankStock, {});
    expect(balance).toMatchObject({ spoiled: 1, balanced: true });
  }, 60_000);

  it('a jam is told in words while it lasts, and the job goes on once it is cleared', async () => {
    await usePrinter(
      `echo "STATE: +media-jam-error" >&2; until [ -e $OUT/cleared ]; do sleep 0.05; done; echo "STATE: -media-jam-error" >&2; ${noting}`,
    );
    await supply(1);
    await queueUp(1);
    const batch = await print(1);
    await vi.waitFor(
      async () => {
        const printers = await printing.call(officeApi.cardPrinters, {});
        const seen = printers.find(({ id }) => id === printerId);
        expect(seen).toMatchObject({ state: 'waits', troubles: [{ en: expect.stringContaining('jammed') }] });
      },
      { timeout: 15_000, interval: 100 },
    );
    expect(await statesOf(batch)).toEqual(['sent']);
    writeFileSync(join(paper.folder, 'cleared'), '');
    await untilStates(batch, ['printed']);
    expect(printedNames()).toHaveLength(1);
  }, 60_000);

  it('EQP42, EQP43, STS32 a printer of the register tells its troubles there, once each, until it is well, and so does cetak', async () => {
    const serial = `P${next}`;
    const register = async (kind: 'card-printer' | 'camera') =>
      (
        await office.head.call(equipmentApi.registerComponent, {
          body: makeComponent({ kind, serial, where: { at: 'store', placeId } }),
        })
      ).id;
    const [printerOfRegister, camera] = [await register('card-printer'), await register('camera')];
    await usePrinter(
      `echo "STATE: +media-jam-error" >&2; until [ -e $OUT/cleared ]; do sleep 0.05; done; echo "STATE: -media-jam-error" >&2; ${noting}`,
    );
    const body = { name: 'Printer terdaftar', url: paper.url, placeId, componentId: printerOfRegister };
    const change = (asked: typeof body, id = printerId) =>
      codeOf(printing.call(officeApi.changeCardPrinter, { params: { id }, body: asked }));
    expect(await change({ ...body, componentId: camera })).toBe('CARD_PRINTER_NOT_REGISTERED');
    expect(await change({ ...body, componentId: placeId })).toBe('CARD_PRINTER_NOT_REGISTERED');
    expect(await change(body)).toBe('ok');
    const second = { ...body, name: 'Printer kedua', url: 'ipp://127.0.0.1:9/ipp/print' };
    expect(await codeOf(printing.call(officeApi.addCardPrinter, { body: second }))).toBe(
      'CARD_PRINTER_REGISTERED_TWICE',
    );

    await supply(20);
    await queueUp(1);
    const batch = await print(1);
    const faultsOf = async () =>
      (await office.head.call(equipmentApi.getComponent, { params: { id: printerOfRegister } })).faults;
    await vi.waitFor(async () => expect(await faultsOf()).toHaveLength(1), {
      timeout: 15_000,
      interval: 100,
    });
    // It is asked again and again while the jam lasts.
    await office.upkeep();
    await printing.call(officeApi.cardPrinters, {});
    expect(await faultsOf()).toMatchObject([
      {
        effect: 'stops',
        closedAt: null,
        reports: [
          { sourceKind: 'printer', source: 'media-jam', said: { en: expect.stringContaining('jammed') } },
        ],
      },
    ]);
    const cetak = async () => {
      await office.upkeep();
      const { places } = await office.head.call(officeApi.getServiceStatus, {});
      return places.find(({ place }) => place.id === placeId)!.services.cetak;
    };
    // Printers of other cases may stand there still, and say nothing.
    const byPrinters = ['printer', 'fewer-printers'];
    expect(byPrinters).toContain((await cetak()).cause);
    writeFileSync(join(paper.folder, 'cleared'), '');
    await untilStates(batch, ['printed']);
    await vi.waitFor(
      async () => {
        await office.upkeep();
        expect(await faultsOf()).toMatchObject([{ closing: 'healed' }]);
      },
      { timeout: 15_000, interval: 200 },
    );
    expect(byPrinters).not.toContain((await cetak()).cause);
  }, 60_000);

  it('CRD36 a job that broke off is a doubt that stops the line until somebody has looked', async () => {
    await usePrinter(`if [ -e $OUT/mended ]; then ${noting}; else exit 1; fi`);
    await supply(3);
    const ids = await queueUp(3);
    const batch = await print(3);
    await untilStates(batch, ['in-doubt', 'ordered', 'ordered']);
    const settle = (id: string, sight: 'printed' | 'misprint' | 'untouched', reason = '') =>
      codeOf(printing.call(officeApi.settleCardDoubt, { params: { id }, body: { sight, reason } }));
    expect(await settle(ids[1]!, 'untouched')).toBe('CARD_NOT_IN_DOUBT');
    expect(await settle(ids[0]!, 'misprint', 'x')).toBe('CARD_REASON_MISSING');
    const [before] = await linesOf(batch);
    writeFileSync(join(paper.folder, 'mended'), '');
    const twice = await Promise.all([settle(ids[0]!, 'untouched'), settle(ids[0]!, 'untouched')]);
    expect(twice.filter((code) => code === 'ok')).toHaveLength(1);
    await untilStates(batch, ['returned', 'printed', 'printed', 'printed']);
    const lines = await linesOf(batch);
    expect(lines[1]).toMatchObject({ cardId: ids[0], piece: before!.piece, attempt: 2 });
    expect(printedNames().toSorted()).toEqual(
      [`printed-${ids[0]}-2`, `printed-${ids[1]}-1`, `printed-${ids[2]}-1`].toSorted(),
    );
  }, 60_000);

  it('CRD31 a doubt that was a misprint spoils the piece, and the person stands where they stood', async () => {
    await usePrinter('exit 1');
    await supply(1);
    const ids = await queueUp(2);
    const batch = await print(1);
    await untilStates(batch, ['in-doubt']);
    const body = { sight: 'misprint', reason: 'setengah tercetak' } as const;
    await printing.call(officeApi.settleCardDoubt, { params: { id: ids[0]! }, body });
    const { rows } = await printing.call(officeApi.cardQueue, { query: {} });
    expect(rows.map(({ id }) => id)).toEqual(ids);
  }, 60_000);

  it('a printer that is away keeps its cards ordered; they can be taken back and their pieces lie at the desk', async () => {
    await usePrinter(noting);
    await paper.stop();
    await supply(2);
    const ids = await queueUp(2);
    const batch = await print(2);
    await vi.waitFor(async () => {
      const printers = await printing.call(officeApi.cardPrinters, {});
      expect(printers.find(({ id }) => id === printerId)?.state).toBe('away');
    });
    expect(await statesOf(batch)).toEqual(['ordered', 'ordered']);
    const pieces = (await choose(1)).pieces;
    expect(await printing.call(officeApi.takeBackBatch, { params: { id: batch } })).toEqual({ cards: 2 });
    expect((await choose(1)).pieces).toBe(pieces + 2);
    const { rows } = await printing.call(officeApi.cardQueue, { query: {} });
    expect(rows.map(({ id }) => id)).toEqual(ids);
  }, 60_000);

  it('CRD38 a face that cannot be drawn gives its piece back and waits with the reason; the others are printed', async () => {
    await usePrinter(noting);
    await supply(2);
    const [tooLong] = await queueUp(1, 'W'.repeat(120));
    await queueUp(1);
    const batch = await print(2);
    await untilStates(batch, ['returned', 'printed']);
    const { rows } = await printing.call(officeApi.cardQueue, { query: { which: 'left' } });
    expect(rows).toMatchObject([{ id: tooLong, obstacle: { en: expect.stringContaining('Alamat') } }]);
    await office.database.query(`update resident set address = 'JL. PENDEK' where address like 'WWW%'`);
    await printing.call(officeApi.cardFaceMended, { params: { id: tooLong! } });
    const again = await print(1);
    await untilStates(again, ['printed']);
  }, 60_000);

  it('every step of a print is a fact', async () => {
    for (const kind of [
      'cards-ordered',
      'card-printing-ordered',
      'card-printed',
      'card-misprinted',
      'card-checked',
    ])
      expect(await facts(kind)).toBeGreaterThan(0);
  });
});
