import { randomBytes } from 'node:crypto';
import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { FingerCode } from '@rekam/biometrics';
import { encodeRgbJpeg } from '@rekam/biometrics/records/jpeg.ts';
import { drawFace } from '@rekam/biometrics/synthetic/face.ts';
import type { CardId, PlaceId } from '@rekam/domain';
import { defaultHandoverPolicy, defaultLetterPolicy, makeId, toInstant } from '@rekam/domain';
import { officeApi } from '@rekam/protocol';
import type { HandoverView } from '@rekam/protocol/http/handover-api.ts';
import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';
import { signValue } from '@rekam/protocol/sync/signed.ts';
import type { ApiClient } from '@rekam/testkit/api-client.ts';
import type { BareStation } from '@rekam/testkit/bare-station.ts';
import { supplyDesk } from '@rekam/testkit/blanks.ts';
import { crossSignature } from '@rekam/testkit/recording.ts';
import { openWireScanner, touchOf, type WireScanner } from '@rekam/testkit/wire-scanner.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { makeCardPieces } from '../blank/index.ts';
import { closeGate, stoppedAt } from '../testing/gate.ts';
import { makeRecording, nikOf } from '../testing/made-recording.ts';
import { openTestOffice, type TestOffice } from '../testing/test-office.ts';

let nowMs = Date.now();
let office: TestOffice;
let station: BareStation;
let scanner: WireScanner;
let clerk: ApiClient;
let colleague: ApiClient;
let supervisor: ApiClient;
let clerkId: string;
let placeId: string;
let serial = 0;

const recordedFingers = ['R2', 'L2'] as const satisfies readonly FingerCode[];
const codeOf = (asked: Promise<unknown>): Promise<string> =>
  asked.then(
    () => 'ok',
    (error) => error.code ?? error.message,
  );
const count = async (sql: string, values: unknown[] = []) =>
  (await office.database.query<{ n: number }>(`select count(*)::int as n from ${sql}`, values)).rows[0]!.n;

/** @param status what the centre said before Rekam; null: nothing, and who records them is the first */
async function addResident(
  nik: string,
  familyCardNumber: string | null = null,
  status: string | null = 'PRR',
): Promise<void> {
  await office.database.query(
    `insert into resident (nik, family_card_number, name, search_name, birth_place, birth_date, sex, blood_group,
       religion, marital_status, occupation, nationality, address, rt, rw, kelurahan_code, recorded_status,
       recorded_source, recorded_as_of)
     values ($1, $2, $3, $3, 'KUPANG', '2000-08-15', 'LAKI-LAKI', 'O', 'KATHOLIK', 'KAWIN', 'GURU', 'WNI', 'JL. CONTOH 1',
       '004', '011', '53.71.04.1001', $4, $5, $6)`,
    [
      nik,
      familyCardNumber,
      `WARGA CONTOH ${nik.slice(-2)}`,
      status,
      status && 'SIAK',
      status && '2026-11-01',
    ],
  );
}

/** Recorded here with two fingers, which the office opened and counted. */
async function addRecorded(nik: string, serialOfNik: number): Promise<void> {
  const samples = new Map(recordedFingers.map((finger) => [`${finger}-1.iso`, touchOf(nik, finger, 1)]));
  const recording = await makeRecording(
    station,
    serialOfNik,
    ({ captures, resident, samples: files }) => ({
      resident: { ...resident, biodata: { ...resident.biodata, nik } },
      captures: recordedFingers.map((finger) => ({
        ...captures[0]!,
        subject: finger,
        sampleName: `${finger}-1.iso`,
        source: 'sbi' as const,
        background: null,
      })),
      samples: files.map((file) => ({ ...file, mediaType: 'application/vnd.iso.19794-4' })),
    }),
    samples,
  );
  await station.send(recording);
  await office.allOpened();
  expect(await count("recording where nik = $1 and state = 'counted'", [nik])).toBe(1);
}

const photoBase64 = Buffer.from(
  encodeRgbJpeg(drawFace({ seed: 'handover', background: 'red', width: 120, height: 160 })),
).toString('base64');

interface Waiting {
  readonly nik: string;
  readonly cardId: string;
}

/** Somebody whose card was printed on a piece of the book and checked, with a letter until then. */
async function cardWaits(options: {
  recorded: boolean;
  letter?: boolean;
  family?: string;
}): Promise<Waiting> {
  serial += 1;
  const nik = nikOf(serial);
  await addResident(nik, options.family ?? null, options.recorded ? null : 'PRR');
  if (options.recorded) await addRecorded(nik, serial);
  if (options.letter !== false)
    await supervisor.call(officeApi.issueLetter, { body: { nik, purpose: 'first-card', photoBase64 } });
  return { nik, cardId: await checkedCard(nik, 'first-card') };
}

let pieceSerial = 10_000;

/** A card of somebody of the register, printed on a piece of the book and checked. */
async function checkedCard(nik: string, ground: 'first-card' | 'damaged'): Promise<string> {
  nowMs += 1;
  const { id: cardId } = await clerk.call(officeApi.askForCard, { body: { nik, ground } });
  pieceSerial += 1;
  await supplyDesk(office.head, placeId, { first: `KT${pieceSerial}`, last: `KT${pieceSerial}` });
  const pieces = makeCardPieces({ clock: () => nowMs, timeZone: async () => 'WITA' });
  const by = { actor: { kind: 'office', id: null }, permittedBy: null } as const;
  await office.database.transact(async (tx) => {
    const [piece] = await pieces.takeNext(tx, [cardId as CardId], placeId as PlaceId, by);
    await tx.query(`update card set state = 'checked', attempts = 1, piece = $2 where id = $1`, [
      cardId,
      piece,
    ]);
  });
  return cardId;
}

const open = (by: ApiClient, cardId: string, receiverNik: string | null = null) =>
  by.call(officeApi.openHandover, { body: { cardId, receiverNik } });
const look = (id: string, by: ApiClient = clerk) => by.call(officeApi.getHandover, { params: { id } });

/** A finger at the counter. @returns what the counter is answered */
function give(handoverId: string, finger: FingerCode, record: Uint8Array, change: object = {}) {
  const value = {
    version: 1,
    id: makeId('handover-capture', nowMs, randomBytes(10)),
    stationId: station.settings.stationId,
    handoverId,
    officerId: clerkId,
    at: toInstant(nowMs),
    clockTrusted: true,
    finger,
    record: Buffer.from(record).toString('base64'),
    qualityScore: 80,
    deviceSerialNo: scanner.serialNo,
    signatureParts: scanner.partsOf(record),
    ...change,
  };
  return station.sendFinger(signValue('rekam/handover-capture/1', value, station.key));
}

const signature = crossSignature() as SignatureDrawing;
const complete = (by: ApiClient, id: string, change: object = {}) =>
  by.call(officeApi.handOverCard, {
    params: { id },
    body: { letter: 'taken-in', oldCard: 'none', signature, ...change },
  });

beforeAll(async () => {
  office = await openTestOffice({ clock: () => nowMs });
  scanner = await openWireScanner();
  station = await office.addStation(0);
  const places = await office.head.call(officeApi.listPlaces, {});
  placeId = places.find(({ kind }) => kind === 'disdukcapil')!.id;
  clerk = await office.signedInAs('petugas', [{ role: 'operator', placeId: null }]);
  colleague = await office.signedInAs('rekan', [{ role: 'operator', placeId: null }]);
  supervisor = await office.signedInAs('penyelia', [{ role: 'supervisor', placeId: null }]);
  clerkId = (await clerk.call(officeApi.getSession, {})).officer!.id;
  const { version: _, ...letters } = defaultLetterPolicy;
  await office.head.call(officeApi.addLetterPolicy, {
    body: {
      ...letters,
      onlyWithoutBlanks: false,
      purposes: [...letters.purposes],
      signatory: { position: 'Kepala Dinas', name: 'KEPALA CONTOH', rank: '', nip: '' },
    },
  });
}, 120_000);
afterAll(async () => {
  await office?.close();
});

it('HND16 nothing is handed over while no rule is in force; a rule that cannot be worked with is refused', async () => {
  const { cardId } = await cardWaits({ recorded: false });
  expect(await codeOf(open(clerk, cardId))).toBe('HANDOVER_NO_POLICY');
  const { version: _, ...rule } = defaultHandoverPolicy;
  const add = (change: object) =>
    codeOf(office.head.call(officeApi.addHandoverPolicy, { body: { ...rule, ...change } }));
  expect(await add({ tries: 0 })).toBe('HANDOVER_POLICY_INVALID');
  expect(await codeOf(clerk.call(officeApi.addHandoverPolicy, { body: rule }))).toBe('ACCESS_DENIED');
  expect(await add({})).toBe('ok');
  expect((await open(clerk, cardId)).basis).toBe(rule.basis);
});

describe('a recorded resident', () => {
  it('HND2 HND10 HND11 is known by the finger; card, piece and letter change in one breath', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true });
    const begun = await open(clerk, cardId);
    expect(begun).toMatchObject({ prints: ['R2', 'L2'], triesLeft: 3, way: null, questions: [] });
    expect(await codeOf(complete(clerk, begun.id))).toBe('HANDOVER_FINGER_FIRST');
    const atCounter = await station.findHandover(begun.code.replace('-', ' '), clerkId);
    expect(atCounter).toMatchObject({ id: begun.id, receiverName: `WARGA CONTOH ${nik.slice(-2)}` });

    const wrong = await give(begun.id, 'R2', touchOf(nik, 'L2', 2));
    expect(wrong.tries).toMatchObject([{ verdict: 'different', doubt: 'other-finger', looksLike: 'L2' }]);
    const stranger = await give(begun.id, 'R2', touchOf('somebody-else', 'R2', 1));
    expect(stranger.tries[1]!.verdict).not.toBe('same');
    expect(await codeOf(complete(clerk, begun.id))).toBe('HANDOVER_FINGER_FIRST');
    const right = await give(begun.id, 'R2', touchOf(nik, 'R2', 2));
    expect(right.tries[2]).toMatchObject({ verdict: 'same', finger: 'R2' });
    expect(await codeOf(give(begun.id, 'R2', touchOf(nik, 'R2', 3)))).toBe('HANDOVER_FOUND_ALREADY');

    const ready = await look(begun.id);
    expect(ready).toMatchObject({
      way: 'finger',
      needsSecond: false,
      letter: { number: expect.any(String) },
    });
    expect(await codeOf(complete(clerk, begun.id, { letter: 'none' }))).toBe('HANDOVER_LETTER_UNSAID');
    expect(await codeOf(complete(clerk, begun.id, { signature: null }))).toBe('HANDOVER_SIGNATURE_MISSING');
    // Refusals have left everything as it was.
    expect(await count("card where id = $1 and state = 'checked'", [cardId])).toBe(1);
    expect((await look(begun.id)).letter).toEqual(ready.letter);

    const done = await complete(clerk, begun.id, { photoBase64 });
    expect(done).toMatchObject({
      state: 'handed-over',
      done: { voidedLetter: ready.letter!.number, photo: true },
    });
    expect(await count("card where id = $1 and state = 'handed-over'", [cardId])).toBe(1);
    expect(await count("letter where nik = $1 and void_reason = 'card-handed-over'", [nik])).toBe(1);
    const { balance } = await office.head.call(officeApi.blankStock, {});
    expect(balance.balanced).toBe(true);
    for (const kind of ['card-handed-over', 'letter-voided', 'card-changed-hands'])
      expect(await count('fact where kind = $1', [kind])).toBe(1);
    expect(await codeOf(complete(clerk, begun.id))).toBe('CARD_HANDED_OVER');
    expect(await codeOf(open(colleague, cardId))).toBe('CARD_HANDED_OVER');
  }, 60_000);

  it('HND15 has a receipt that stays the same; signature and photo lie encrypted', async () => {
    const [id] = (
      await office.database.query<{ id: string }>("select id from handover where state = 'handed-over'")
    ).rows.map((row) => row.id);
    const receipt = () => clerk.bytes(officeApi.handoverReceipt, { params: { id: id! } });
    const first = Buffer.from(await receipt());
    expect(first.toString('latin1', 0, 5)).toBe('%PDF-');
    await office.database.query("update resident set name = 'NAMA BARU' where nik = $1", [nikOf(serial)]);
    expect(Buffer.from(await receipt()).equals(first)).toBe(true);
    const kept = readdirSync(join(office.dataDir, 'handovers'), { recursive: true }).map(String);
    expect(kept.filter((name) => /\.(signature|photo)$/.test(name))).toHaveLength(2);
    expect(kept.filter((name) => name.endsWith('.print'))).toEqual([]);
  });

  it('HND17 HND22 not once its holder is written down as dead: it is given up, and nothing else changed', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true });
    const { id } = await open(clerk, cardId);
    await give(id, 'R2', touchOf(nik, 'R2', 4));
    const death = { nik, diedOn: '2026-01-05', paper: 'Akta kematian 5371-KM-2026-1' };
    expect(await supervisor.call(officeApi.noteDeath, { body: death })).toMatchObject({
      ends: { letter: expect.any(String), card: 'printed' },
    });
    expect(await codeOf(complete(clerk, id, { letter: 'none' }))).toBe('HANDOVER_DIED');
    expect(await count("card where id = $1 and state = 'checked'", [cardId])).toBe(1);
    await clerk.call(officeApi.cancelHandover, { params: { id }, body: { reason: 'pemegang meninggal' } });
    expect(await codeOf(open(clerk, cardId))).toBe('HANDOVER_DIED');
  }, 60_000);

  it('HND17 RES19 nor while that is just being written down', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true, letter: false });
    const { id } = await open(clerk, cardId);
    await give(id, 'R2', touchOf(nik, 'R2', 4));
    const death = await closeGate(
      office.database,
      `select from resident where nik = '${nik}' for update`,
      `insert into resident_death (id, nik, died_on, paper, noted_at, noted_by)
       select 'dth_${nik}', '${nik}', '2026-01-05', 'Akta kematian 5371-KM-2026-2', now(), id from officer limit 1`,
    );
    const handed = codeOf(complete(clerk, id, { letter: 'none' }));
    await stoppedAt(office.database, death, 1, handed);
    await death.open();
    expect(await handed).toBe('HANDOVER_DIED');
    expect(await count("card where id = $1 and state = 'checked'", [cardId])).toBe(1);
  }, 60_000);

  it('HND10 two clerks who hand the same card over at once: one does, the other is refused', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true });
    const opened = await Promise.all([open(clerk, cardId), open(colleague, cardId)].map(codeOf));
    expect(opened.toSorted()).toEqual(['HANDOVER_OPEN_ALREADY', 'ok']);
    const [row] = (await clerk.call(officeApi.listHandovers, {})).rows.filter(
      ({ holder }) => holder.nik === nik,
    );
    await give(row!.id, 'L2', touchOf(nik, 'L2', 4));
    const both = await Promise.all(
      [complete(clerk, row!.id), complete(colleague, row!.id), complete(clerk, row!.id)].map(codeOf),
    );
    expect(both.toSorted()).toEqual(['CARD_HANDED_OVER', 'CARD_HANDED_OVER', 'ok']);
    expect(await count("fact where kind = 'card-handed-over' and subject_id = $1", [cardId])).toBe(1);
    expect(await count("letter where nik = $1 and void_reason = 'card-handed-over'", [nik])).toBe(1);
    expect((await office.head.call(officeApi.blankStock, {})).balance.balanced).toBe(true);
  }, 60_000);

  it('HND7 a finger counts only when counter and scanner signed it, for this hand-over, once', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true, letter: false });
    const { id, code } = await open(clerk, cardId);
    const record = touchOf(nik, 'R2', 5);
    expect(
      await codeOf(give(id, 'R2', record, { signatureParts: scanner.partsOf(touchOf(nik, 'R2', 6)) })),
    ).toBe('HANDOVER_CAPTURE_UNPROVEN');
    expect(await codeOf(give(id, 'R2', record, { version: 2 }))).toBe('HANDOVER_CAPTURE_VERSION_UNKNOWN');
    expect(await codeOf(give(id, 'R2', record, { finger: 'X9' }))).toBe('HANDOVER_CAPTURE_MALFORMED');
    const auditor = await office.signedInAs('pemeriksa', [{ role: 'auditor', placeId: null }]);
    const { officer } = await auditor.call(officeApi.getSession, {});
    expect(await codeOf(give(id, 'R2', record, { officerId: officer!.id }))).toBe('ACCESS_DENIED');
    const other = await office.addStation(1);
    const forged = signValue('rekam/handover-capture/1', { version: 1 }, other.key);
    expect(await codeOf(station.sendFinger(forged))).toBe('HANDOVER_CAPTURE_FORGED');
    expect(await codeOf(station.findHandover('999-99', clerkId))).toBe('HANDOVER_CODE_UNKNOWN');
    expect((await look(id)).tries).toEqual([]);
    const same = { id: makeId('handover-capture', nowMs, randomBytes(10)) };
    await give(id, 'R2', touchOf('stranger', 'R2', 1), same);
    await give(id, 'R2', touchOf('stranger', 'R2', 1), same);
    expect((await look(id)).tries).toHaveLength(1);
    expect((await station.findHandover(code, clerkId)).triesLeft).toBe(2);
    await clerk.call(officeApi.cancelHandover, { params: { id }, body: { reason: 'uji selesai' } });
    expect(await codeOf(give(id, 'R2', record))).toBe('HANDOVER_ENDED');
    expect(await codeOf(complete(clerk, id))).toBe('HANDOVER_ENDED');
  }, 60_000);
});

describe('without a finger that is the same', () => {
  const note = (id: string, change: object) =>
    clerk.call(officeApi.noteHandoverEvidence, {
      params: { id },
      body: { noScanner: false, answered: [], reason: '', ...change },
    });
  const agree = (by: ApiClient, id: string) => by.call(officeApi.agreeToHandover, { params: { id } });

  it('HND3 HND4 HND6 two officers decide once the tries are used up, and only about what lay there', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true, letter: false });
    const { id } = await open(clerk, cardId);
    for (const look of [1, 2, 3]) await give(id, 'R2', touchOf('stranger', 'R2', look));
    expect(await codeOf(give(id, 'R2', touchOf(nik, 'R2', 7)))).toBe('HANDOVER_TRIES_USED_UP');
    const given = { letter: 'none', oldCard: 'lost' };
    expect(await codeOf(complete(clerk, id, given))).toBe('HANDOVER_REASON_MISSING');
    expect(await codeOf(agree(supervisor, id))).toBe('HANDOVER_REASON_MISSING');
    await note(id, { reason: 'Jari luka bakar, wajah sesuai' });
    expect(await codeOf(complete(clerk, id, given))).toBe('HANDOVER_SECOND_NEEDED');
    expect(await codeOf(agree(colleague, id))).toBe('ACCESS_DENIED');
    expect(await agree(supervisor, id)).toMatchObject({
      way: 'two-officers',
      agreed: { by: 'Petugas penyelia' },
    });
    const again = await note(id, { reason: 'Alasan lain sama sekali' });
    expect(again.agreed).toBeNull();
    expect(await codeOf(complete(clerk, id, given))).toBe('HANDOVER_SECOND_NEEDED');
    await agree(supervisor, id);
    // Whoever agreed does not hand over as well.
    expect(await codeOf(complete(supervisor, id, given))).toBe('HANDOVER_SECOND_NEEDED');
    expect((await complete(clerk, id, given)).state).toBe('handed-over');
  }, 60_000);

  it('HND12 BLK22 the piece of an old card follows it: spoiled when it is taken in, lost when it is', async () => {
    const { nik, cardId } = await cardWaits({ recorded: true, letter: false });
    const handOver = async (card: string, oldCard: 'taken-in' | 'lost' | 'none') => {
      const { id } = await open(clerk, card);
      await give(id, 'R2', touchOf(nik, 'R2', 4));
      await complete(clerk, id, { letter: 'none', oldCard });
    };
    const lying = async () => (await office.head.call(officeApi.blankStock, {})).balance;
    const before = await lying();
    // A card from before the book: nothing moves.
    await handOver(cardId, 'taken-in');
    expect(await lying()).toMatchObject({ issued: before.issued + 1, spoiled: before.spoiled });
    await handOver(await checkedCard(nik, 'damaged'), 'taken-in');
    expect(await lying()).toMatchObject({ issued: before.issued + 1, spoiled: before.spoiled + 1 });
    await handOver(await checkedCard(nik, 'damaged'), 'lost');
    expect(await lying()).toMatchObject({
      issued: before.issued + 1,
      spoiled: before.spoiled + 1,
      lost: before.lost + 1,
      balanced: true,
    });
    const { rows } = await office.head.call(officeApi.blankEntries, {});
    expect(rows.slice(0, 1)).toMatchObject([
      { document: { kind: 'loss' }, reason: 'Kartu lama hilang menurut pemegangnya' },
    ]);
    expect(rows.map(({ document }) => document.kind)).toContain('spoiling');
  }, 60_000);

  it('BLK21 who is on a piece waits for none, until another card is asked for', async () => {
    const waiting = async () => (await office.head.call(officeApi.blankStock, {})).waiting;
    const before = await waiting();
    await addResident(nikOf(++serial), null, 'PRR');
    expect(await waiting()).toBe(before + 1);
    const { nik, cardId } = await cardWaits({ recorded: false, letter: false });
    expect(await waiting()).toBe(before + 1);
    await office.database.query("update card set state = 'handed-over' where id = $1", [cardId]);
    expect(await waiting()).toBe(before + 1);
    await clerk.call(officeApi.askForCard, { body: { nik, ground: 'damaged' } });
    expect(await waiting()).toBe(before + 2);
  }, 60_000);

  it('HND3 no scanner is a reason too, and one’s own hand-over is agreed to by somebody else', async () => {
    const { cardId } = await cardWaits({ recorded: true, letter: false });
    const { id } = await open(supervisor, cardId);
    await note(id, { noScanner: true, reason: 'Alat sidik jari rusak' });
    expect(await codeOf(agree(supervisor, id))).toBe('HANDOVER_SECOND_NEEDED');
    const second = await office.signedInAs('penyelia2', [{ role: 'supervisor', placeId: null }]);
    await agree(second, id);
    const given = { letter: 'none', oldCard: 'none' };
    expect((await complete(supervisor, id, given)).done).toMatchObject({ by: 'Petugas penyelia' });
  }, 60_000);

  it('HND5 HND14 who was recorded before Rekam answers questions, leaves a finger and needs two officers', async () => {
    const { nik, cardId } = await cardWaits({ recorded: false });
    const { id } = await open(clerk, cardId);
    const asked = (await look(id)).questions.map(({ question }) => question);
    expect(asked).toEqual(['birth-place', 'birth-date', 'address', 'occupation']);
    expect(await codeOf(agree(supervisor, id))).toBe('HANDOVER_QUESTIONS_MISSING');
    await note(id, { answered: ['birth-place', 'birth-place'] });
    expect(await codeOf(agree(supervisor, id))).toBe('HANDOVER_QUESTIONS_MISSING');
    await note(id, { answered: ['birth-place', 'address'] });
    expect(await codeOf(agree(supervisor, id))).toBe('HANDOVER_PRINT_MISSING');
    expect(await give(id, 'R2', touchOf(nik, 'R2', 1))).toMatchObject({
      printTaken: true,
      prints: [],
      tries: [],
    });
    expect(await codeOf(complete(clerk, id))).toBe('HANDOVER_SECOND_NEEDED');
    await agree(supervisor, id);
    expect((await complete(clerk, id)).way).toBe('no-print');

    const prints = () =>
      readdirSync(join(office.dataDir, 'handovers'), { recursive: true }).filter((name) =>
        String(name).endsWith('.print'),
      );
    expect(prints()).toHaveLength(1);
    await office.upkeep();
    expect(prints()).toHaveLength(1);
    nowMs += (defaultHandoverPolicy.keepPrintDays + 1) * 86_400_000;
    await office.upkeep();
    expect(prints()).toEqual([]);
    expect(await count("fact where kind = 'handover-print-destroyed'")).toBe(1);
  }, 60_000);
});

describe('who may receive, and when', () => {
  const signInAgain = async () => {
    // Sessions of before the leap in time are over.
    clerk = await office.signedInAs('petugas3', [{ role: 'operator', placeId: null }]);
    supervisor = await office.signedInAs('penyelia3', [{ role: 'supervisor', placeId: null }]);
    clerkId = (await clerk.call(officeApi.getSession, {})).officer!.id;
  };

  it('HND1 somebody of the same family card only where the rule in force allows it', async () => {
    await office.head.call(officeApi.signIn, { body: { username: 'kepala', password: 'kata-sandi-uji-1' } });
    await signInAgain();
    const family = '5371040101200001';
    const { nik, cardId } = await cardWaits({ recorded: false, letter: false, family });
    const [sister, neighbour] = [nikOf(81), nikOf(82)];
    await addResident(sister, family);
    await addResident(neighbour, '5371040101200002');
    expect(await codeOf(open(clerk, cardId, sister))).toBe('HANDOVER_OTHERS_NOT_ALLOWED');
    const { version: _, ...rule } = defaultHandoverPolicy;
    const today = toInstant(nowMs).slice(0, 10);
    const body = { ...rule, familyMay: true, basis: '470/77/2027', effectiveFrom: today };
    await office.head.call(officeApi.addHandoverPolicy, { body });
    expect(await codeOf(open(clerk, cardId, neighbour))).toBe('HANDOVER_NOT_SAME_FAMILY');
    expect(await codeOf(open(clerk, cardId, nikOf(83)))).toBe('HANDOVER_RECEIVER_UNKNOWN');
    const own = await open(clerk, cardId);
    const hers: HandoverView = await open(clerk, cardId, sister);
    expect(hers).toMatchObject({ basis: '470/77/2027', holder: { nik }, receiver: { nik: sister } });
    expect(hers.id).not.toBe(own.id);
    expect((await look(own.id)).state).toBe('cancelled');
    expect((await open(clerk, cardId, sister)).id).toBe(hers.id);
  }, 60_000);

  it('HND8 a hand-over lapses with its day', async () => {
    const { cardId } = await cardWaits({ recorded: false, letter: false });
    const first = await open(clerk, cardId);
    nowMs += 86_400_000;
    await signInTomorrow();
    expect(await codeOf(complete(clerk, first.id))).toBe('HANDOVER_ENDED');
    const second = await open(clerk, cardId);
    expect(second.id).not.toBe(first.id);
    expect((await look(first.id)).state).toBe('lapsed');
    expect(await count("fact where kind = 'handover-lapsed' and subject_id = $1", [first.id])).toBe(1);
  }, 60_000);

  const signInTomorrow = async () => {
    await clerk.call(officeApi.signIn, { body: { username: 'petugas3', password: 'kata-sandi-uji-1' } });
  };
});
