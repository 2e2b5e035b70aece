import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { plainDate } from '@rekam/domain';
import { inventResidents } from '@rekam/testkit/demo-city/invented-resident.ts';
import { readKupang } from '@rekam/testkit/demo-city/kupang.ts';
import { csvLine, residentCsvColumns, residentCsvFields } from '@rekam/testkit/demo-city/resident-csv.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type BadLine, ResidentParser, residentColumns, stagedColumns } from './resident-parser.ts';

const today = plainDate(2026, 11, 1);
const context = { today, officeRegion: '53.71' };
const city = await readKupang();
const people = [...inventResidents({ seed: 7, count: 60, city, today })];
const header = residentCsvColumns.join(',');
const lineOf = (index: number): string => csvLine(residentCsvFields(people[index]!)).trimEnd();

interface Parsed {
  readonly rows: Record<string, string>[];
  readonly bad: BadLine[];
  readonly lines: number;
}

/** Parses a file handed over in pieces of `pieceBytes`. */
function parse(file: string | Uint8Array, pieceBytes = 1 << 20): Parsed {
  const bytes = typeof file === 'string' ? Buffer.from(file) : file;
  const parser = new ResidentParser(context);
  const blocks = [];
  for (let at = 0; at < bytes.length; at += pieceBytes)
    blocks.push(parser.push(bytes.subarray(at, at + pieceBytes)));
  const last = parser.end();
  blocks.push(last);
  const text = Buffer.concat(blocks.map(({ copy }) => copy)).toString();
  const rows = text.split('\n').slice(0, -1);
  return {
    rows: rows.map((row) =>
      Object.fromEntries(row.split('\t').map((value, i) => [stagedColumns[i], unescaped(value)])),
    ),
    bad: blocks.flatMap(({ bad }) => bad),
    lines: last.lines,
  };
}

const unescaped = (value: string): string => (value === '\\N' ? '' : value.replaceAll('\\\\', '\\'));
const parseLines = (...lines: string[]): Parsed => parse(`${[header, ...lines].join('\n')}\n`);
const niksOf = (parsed: Parsed): (string | undefined)[] => parsed.rows.map(({ nik }) => nik);
const changed = (
  index: number,
  change: Partial<Record<(typeof residentCsvColumns)[number], string>>,
): string => {
  const fields = residentCsvFields(people[index]!);
  return csvLine(residentCsvColumns.map((column, i) => change[column] ?? fields[i]!)).trimEnd();
};

/** Staged columns in the order of the file's. */
const written = [
  ...residentColumns.filter((column) => column !== 'search_name' && !column.startsWith('recorded_')),
  'recorded_status',
  'recorded_as_of',
  'recorded_source',
  'died_on',
  'death_paper',
] as const;

describe('a file of residents', () => {
  it('comes back as it was written: any delimiter, line end, mark and size of pieces', () => {
    const columns = [...residentCsvColumns, 'TGL_MATI', 'NO_AKTA_MATI'];
    const expected = people.map((person, nth) => [
      ...residentCsvFields(person),
      ...(nth % 7 === 0 ? ['2026-10-31', 'Akta "kematian", 12; a\\b'] : ['', '']),
    ]);
    fc.assert(
      fc.property(
        fc.constantFrom(',' as const, ';' as const),
        fc.constantFrom('\n', '\r\n'),
        fc.constantFrom('', '\uFEFF', 'sep=;\n'),
        fc.integer({ min: 1, max: 5000 }),
        fc.boolean(),
        (delimiter, end, mark, pieceBytes, endsWithFeed) => {
          const lines = [columns, ...expected].map((fields) => csvLine([...fields], delimiter).trimEnd());
          const parsed = parse(mark + lines.join(end) + (endsWithFeed ? end : ''), pieceBytes);
          expect(parsed.bad).toEqual([]);
          expect(parsed.rows.map((row) => written.map((column) => row[column]))).toEqual(expected);
        },
      ),
      { seed: 1, numRuns: 60 },
    );
  });

  it('keeps names and addresses of any characters, quoted or not, in UTF-8 and in Windows-1252', () => {
    const word = fc.stringMatching(/^[A-ZÉÑÖa-z;,"'\\ .]{0,12}[A-ZÉÑ]$/);
    fc.assert(
      fc.property(word, word, fc.constantFrom('utf8', 'latin1'), (name, address, encoding) => {
        const file = `${header}\n${changed(0, { NAMA_LGKP: name, ALAMAT: address })}\n${lineOf(1)}\n`;
        const { rows, bad } = parse(Buffer.from(file, encoding as BufferEncoding));
        const kept = (text: string): string => text.replace(/\s+/g, ' ').trim().toUpperCase();
        expect(bad).toEqual([]);
        expect(rows[0]).toMatchObject({ name: kept(name), address: kept(address) });
        expect(rows[1]?.nik).toBe(people[1]?.biodata.nik);
      }),
      { seed: 2, numRuns: 300 },
    );
  });

  it('IMP1 never lets a line of garbage touch the others', () => {
    const garbage = fc.oneof(
      fc.string({ maxLength: 80 }),
      fc.string({ unit: 'binary', maxLength: 60 }),
      fc.stringMatching(/^["',;\\\t0-9A-Z]{0,60}$/),
      fc.nat(18 * 9).map((cut) => lineOf(5).slice(0, cut)),
      fc.nat(150).map((at) => `${lineOf(5).slice(0, at)}"${lineOf(5).slice(at)}`),
    );
    const asBytes = (text: string): Uint8Array =>
      Buffer.from(text, 'latin1').filter((byte) => byte !== 0x0a && byte !== 0x0d);
    fc.assert(
      fc.property(garbage, garbage, fc.integer({ min: 20, max: 3000 }), (one, other, pieceBytes) => {
        const feed = Buffer.from('\n');
        const file = Buffer.concat([
          Buffer.from(`${header}\n${lineOf(0)}\n`),
          asBytes(one),
          feed,
          Buffer.from(`${lineOf(1)}\n`),
          asBytes(other),
          feed,
          Buffer.from(`${lineOf(2)}\n${lineOf(3)}`),
        ]);
        const parsed = parse(file, pieceBytes);
        const wanted = [0, 1, 2, 3].map((index) => people[index]?.biodata.nik);
        expect(niksOf(parsed).filter((nik) => wanted.includes(nik))).toEqual(wanted);
        expect(parsed.lines).toBe(7);
        for (const { line } of parsed.bad) expect([3, 5]).toContain(line);
      }),
      { seed: 3, numRuns: 500 },
    );
  });

  it('IMP1 reads an address of several lines, and tells an open quote as the one line it is', () => {
    const several = parseLines(
      changed(0, { ALAMAT: '"JL. MAWAR\nBLOK B"' }).replaceAll('"""', '"'),
      lineOf(1),
    );
    expect(several.rows[0]?.address).toBe('JL. MAWAR BLOK B');
    expect(several.rows).toHaveLength(2);
    const open = parseLines(changed(0, { ALAMAT: 'X' }).replace(',X,', ',"X,'), lineOf(1), lineOf(2));
    expect(open.bad).toMatchObject([{ line: 2, code: 'IMPORT_QUOTES' }]);
    expect(niksOf(open)).toEqual([people[1]?.biodata.nik, people[2]?.biodata.nik]);
  });

  it('tells a line without end as one bad line', () => {
    const { bad, rows } = parse(`${header}\n${lineOf(0)}\n${'x'.repeat(300_000)}\n${lineOf(1)}\n`, 10_000);
    expect(bad).toMatchObject([{ line: 3, code: 'IMPORT_LINE_TOO_LONG' }]);
    expect(rows).toHaveLength(2);
  });

  it('takes the columns in any order, under their other names, and the region in four parts', () => {
    const file = [
      'RW;RT;Nama Lengkap;TGL_LHR;JK;Agama;Status Kawin;Alamat;NO_PROP;NO_KAB;NO_KEC;NO_KEL;NIK',
      '2;1;Maria  Naisuki;17-08-1990;P;Katolik;Kawin;Jl. Mawar;53;71;4;1001;5371045708900001',
    ].join('\r\n');
    const { rows, bad } = parse(file);
    expect(bad).toEqual([]);
    expect(rows[0]).toMatchObject({
      nik: '5371045708900001',
      name: 'MARIA NAISUKI',
      birth_date: '1990-08-17',
      sex: 'PEREMPUAN',
      religion: 'KATHOLIK',
      marital_status: 'KAWIN',
      rt: '001',
      rw: '002',
      kelurahan_code: '53.71.04.1001',
      nationality: 'WNI',
      recorded_status: '',
    });
  });

  it.each([
    ['RESIDENT_NIK_LENGTH', 'NIK', { NIK: '53710' }],
    ['RESIDENT_NIK_DATE', 'NIK', { NIK: '5371049902900001' }],
    ['RESIDENT_NAME_MISSING', 'NAMA_LGKP', { NAMA_LGKP: '---' }],
    ['RESIDENT_DATE_UNREAL', 'TGL_LHR', { TGL_LHR: '31-02-2001' }],
    ['RESIDENT_BIRTH_IN_FUTURE', 'TGL_LHR', { TGL_LHR: '2027-01-01' }],
    ['RESIDENT_VALUE_UNKNOWN', 'AGAMA', { AGAMA: '3' }],
    ['RESIDENT_FIELD_MISSING', 'STAT_KWN', { STAT_KWN: '' }],
    ['RESIDENT_RT_RW', 'NO_RT', { NO_RT: '12A' }],
    ['RESIDENT_FAMILY_CARD_NUMBER', 'NO_KK', { NO_KK: '123' }],
    ['RESIDENT_TEXT_UNREADABLE', 'ALAMAT', { ALAMAT: 'JL. \uFFFD' }],
    ['IMPORT_KELURAHAN_ELSEWHERE', 'KODE_WILAYAH', { KODE_WILAYAH: '31.71.01.1001' }],
    ['IMPORT_STATUS_MISSING', 'STATUS_REKAM', { STATUS_REKAM: '', TGL_STATUS: '2020-01-01' }],
    ['IMPORT_STATUS_IN_FUTURE', 'TGL_STATUS', { STATUS_REKAM: 'PRR', TGL_STATUS: '2030-01-01' }],
  ] as const)(
    'IMP2 lists a line with %s in column %s, and no word of what it says',
    (code, column, change) => {
      const { rows, bad } = parseLines(lineOf(0), changed(1, change), lineOf(2));
      expect(bad).toMatchObject([{ line: 3, column, code }]);
      expect(bad[0]?.details).toMatchObject({ field: column });
      expect(JSON.stringify(bad)).not.toContain(people[1]?.biodata.name);
      expect(rows).toHaveLength(2);
    },
  );

  it('takes the first of two lines with one NIK, and names it to the other', () => {
    const { rows, bad } = parseLines(lineOf(0), lineOf(1), changed(0, { NAMA_LGKP: 'OTHER' }));
    expect(rows[0]?.name).toBe(people[0]?.biodata.name);
    expect(bad).toEqual([{ line: 4, column: 'NIK', code: 'IMPORT_NIK_TWICE', details: { first: 2 } }]);
  });

  it('carries the status of an earlier recording with its source and day', () => {
    const status = { STATUS_REKAM: 'Sudah Rekam', TGL_STATUS: '01/02/2015', SUMBER: 'siak' };
    const { rows } = parseLines(changed(0, status), changed(1, { ...status, SUMBER: '', TGL_STATUS: '' }));
    expect(rows[0]).toMatchObject({
      recorded_status: 'SUDAH REKAM',
      recorded_source: 'SIAK',
      recorded_as_of: '2015-02-01',
    });
    expect(rows[1]).toMatchObject({
      recorded_status: 'SUDAH REKAM',
      recorded_source: 'IMPOR',
      recorded_as_of: '',
    });
  });

  it('takes every line of the example that the manual shows', () => {
    const sample = readFileSync(
      join(import.meta.dirname, '../../../../../docs/operating/resident-sample.csv'),
    );
    const { rows, bad } = parse(sample);
    expect(bad).toEqual([]);
    expect(rows).toHaveLength(40);
  });

  it('refuses as a whole what is no such file', () => {
    expect(() => parse('')).toThrow('IMPORT_EMPTY');
    expect(() => parse('\n\n')).toThrow('IMPORT_EMPTY');
    expect(() => parse('PK\u0003\u0004 archive\n')).toThrow('IMPORT_NOT_CSV');
    expect(() => parse('NIK,NAMA\n1,2\n')).toThrow('IMPORT_COLUMNS_MISSING');
    expect(() => parse(`${header},NAMA\n`)).toThrow('IMPORT_COLUMN_TWICE');
  });
});
