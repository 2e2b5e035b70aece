import { describe, expect, it } from 'vitest';
import type { Fault } from '../equipment/fault.ts';
import { type PlainDate, toInstant } from '../kernel/calendar.ts';
import { makeId } from '../kernel/ids.ts';
import type { Answer, Repair, SentLetter } from './repair.ts';
import { tellRepair } from './repair-news.ts';

const none = new Uint8Array(10);
const on = (day: number) => `2017-04-${String(day).padStart(2, '0')}` as PlainDate;
const since = toInstant(Date.UTC(2017, 2, 30));
const report: Fault['reports'][number] = {
  symptom: 'not-detected',
  note: 'kabel digigit tikus di ruang Pak Contoh',
  cause: 'animals',
  effect: 'stops',
  source: { kind: 'officer', officerId: makeId('officer', 1, none) },
  fileIds: [],
  since,
};
const fault = { effect: 'stops', cause: 'animals', since, reports: [report] } as const;
const repair: Repair = {
  id: makeId('repair', 1, none),
  faultId: makeId('fault', 1, none),
  componentId: makeId('component', 1, none),
  openedOn: on(1),
  openedAt: since,
  attempts: [{ what: 'ganti kabel', result: 'tetap mati', on: on(1) }],
  diagnoses: [],
  path: 'centre',
  payer: 'kemendagri',
  letters: [],
  answers: [],
  promisedOn: null,
  rung: 'ditjen',
  rungSince: on(3),
  remindedOn: null,
  closedAt: null,
  closing: null,
};
const letter = (day: number, number: string): SentLetter => ({
  paper: { number, date: on(day), fileId: null },
  addressee: 'Direktur Jenderal, u.p. Bapak Contoh',
  to: 'ditjen',
});
const answer = (day: number): Answer => ({
  paper: null,
  from: 'Bapak Contoh',
  summary: 'segera',
  on: on(day),
});
const tell = (change: Partial<Repair> = {}, today = on(20)) =>
  tellRepair('iris-scanner', fault, { ...repair, ...change }, today);

describe('what everybody may know of a repair', () => {
  it('RPR30 is the device, why and since when, and who has it in hand', () => {
    expect(tell()).toEqual({
      kind: 'iris-scanner',
      effect: 'stops',
      cause: 'animals',
      since,
      repair: {
        rung: 'ditjen',
        rungSince: on(3),
        letter: null,
        answeredOn: null,
        promisedOn: null,
        promiseBroken: false,
      },
    });
    expect(tellRepair('iris-scanner', fault, null, on(20)).repair).toBeNull();
  });

  it('RPR30 is the last letter, and an answer only where it came after it', () => {
    const letters = [letter(9, '470/20'), letter(4, '470/12')];
    expect(tell({ letters }).repair?.letter).toEqual({ number: '470/20', date: on(9), to: 'ditjen' });
    expect(tell({ letters, answers: [answer(8)] }).repair?.answeredOn).toBeNull();
    expect(tell({ letters, answers: [answer(10)] }).repair?.answeredOn).toBe(on(10));
  });

  it('RPR30 is the promised day, and that it was not kept', () => {
    expect(tell({ promisedOn: on(20) }).repair).toMatchObject({ promisedOn: on(20), promiseBroken: false });
    expect(tell({ promisedOn: on(19) }).repair).toMatchObject({ promiseBroken: true });
  });

  it('RPR30 names no device that a record does not name, and nobody', () => {
    const source = { kind: 'record', reference: 'koran', componentTold: false } as const;
    const recorded = { ...fault, reports: [{ ...report, source }] };
    expect(tellRepair('iris-scanner', recorded, null, on(20)).kind).toBeNull();
    const told = JSON.stringify(tell({ letters: [letter(4, '470/12')], answers: [answer(5)] }));
    expect(told).not.toMatch(/Contoh|segera|kabel/);
  });
});
