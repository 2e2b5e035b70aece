import { Writable } from 'node:stream';
import { ageOn, checkBiodata, nikWarnings, parseNik, plainDate } from '@rekam/domain';
import { describe, expect, it } from 'vitest';
import { demoCity } from './demo-city.ts';
import { residentCsvColumns, writeResidentCsv } from './resident-csv.ts';

const today = plainDate(2026, 11, 1);

describe('the demo city', async () => {
  const city = await demoCity({ seed: 'kupang', residents: 3000, today });
  const people = city.residents.map(({ biodata }) => biodata);

  it('comes again the same from the same seed, and otherwise from another', async () => {
    const again = await demoCity({ seed: 'kupang', residents: 3000, today });
    const other = await demoCity({ seed: 'else', residents: 3000, today });
    expect(again.residents).toEqual(city.residents);
    expect(other.residents[0]).not.toEqual(city.residents[0]);
  });

  it('has residents whose data the register accepts unchanged, each NIK once', () => {
    for (const biodata of people) expect(checkBiodata(biodata, today)).toEqual({ ok: true, value: biodata });
    expect(new Set(people.map(({ nik }) => nik)).size).toBe(3000);
  });

  it('has the cases of a real register: one word, long names, other regions, digits that disagree', () => {
    const warnings = people.map((person) => {
      const nik = parseNik(person.nik);
      return nik.ok ? nikWarnings(nik.value, person) : [];
    });
    expect(people.filter(({ name }) => !name.includes(' ')).length).toBeGreaterThan(30);
    expect(people.filter(({ name }) => name.length > 45).length).toBeGreaterThan(5);
    expect(people.filter(({ nik }) => !nik.startsWith('5371')).length).toBeGreaterThan(100);
    expect(warnings.filter((found) => found.includes('birth-date-differs')).length).toBeGreaterThan(5);
    expect(warnings.filter((found) => found.includes('sex-differs')).length).toBeGreaterThan(0);
  });

  it('has many who come of age, every kelurahan, and people recorded before', () => {
    const comingOfAge = people.filter(({ birthDate }) => [15, 16, 17, 18].includes(ageOn(birthDate, today)));
    const recorded = city.residents.filter((resident) => resident.recorded?.status === 'SUDAH REKAM');
    expect(city.kelurahan).toHaveLength(51);
    expect(new Set(people.map(({ kelurahanCode }) => kelurahanCode)).size).toBe(51);
    expect(comingOfAge.length).toBeGreaterThan(300);
    expect(recorded.length).toBeGreaterThan(800);
    expect(recorded.every(({ recorded: status }) => status?.asOf !== null)).toBe(true);
  });

  it('can be written as a CSV with one line a resident', async () => {
    let text = '';
    const sink = new Writable({
      write(chunk: Buffer, _encoding, done) {
        text += chunk.toString();
        done();
      },
    });
    const bytes = await writeResidentCsv(sink, { seed: 1, count: 500, delimiter: ';' });
    const lines = text.trimEnd().split('\n');
    expect(bytes).toBe(Buffer.byteLength(text));
    expect(lines[0]).toBe(residentCsvColumns.join(';'));
    expect(lines).toHaveLength(501);
  });
});
