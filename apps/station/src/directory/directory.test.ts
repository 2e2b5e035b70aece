import { existsSync, mkdtempSync, readdirSync, readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type DirectoryEntry, type Instant, type PlainDate, toInstant } from '@rekam/domain';
import { generateIdentity, identityToRecipient } from 'age-encryption';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { realFileSystem } from '../storage/real-file-system.ts';
import { makeResident } from '../testing/test-office.ts';
import { type Directory, type FetchPage, isExpired, openDirectory } from './directory.ts';

let identity: string;
let recipient: string;
let second: { identity: string; recipient: string };
let folder: string;
let directory: Directory;
const opened: Directory[] = [];
const noon = '2026-11-24T04:00:00.000Z' as Instant;

beforeAll(async () => {
  identity = await generateIdentity();
  recipient = await identityToRecipient(identity);
  const other = await generateIdentity();
  second = { identity: other, recipient: await identityToRecipient(other) };
});
beforeEach(async () => {
  folder = join(mkdtempSync(join(tmpdir(), 'rekam-directory-')), 'directory');
  directory = open();
  await directory.unlock(identity);
});
afterEach(async () => {
  for (const one of opened.splice(0)) await one.lock();
});

function open(): Directory {
  const one = openDirectory(realFileSystem, folder);
  opened.push(one);
  return one;
}

type Change = DirectoryEntry & { removed?: boolean };

/** The office's feed: one change a revision. */
const feed =
  (changes: readonly Change[], asked: number[] = []): FetchPage =>
  async (after, limit) => {
    asked.push(after);
    const rows = changes
      .map((change, i) => ({ removed: false, ...change, revision: i + 1 }))
      .slice(after, after + Math.min(limit, 3));
    const lastRevision = after + rows.length;
    return { rows: rows, lastRevision, more: lastRevision < changes.length, pins: [] };
  };
const refresh = (changes: readonly Change[], asked?: number[]) =>
  directory.refresh(feed(changes, asked), [recipient], () => noon);
const names = async (query: Parameters<Directory['find']>[0]) =>
  (await directory.find(query)).map(({ biodata }) => biodata.name);

const people = Array.from({ length: 8 }, (_, i) => makeResident(i + 1));

describe('the residents of the place', () => {
  it('DIR1 are found by number, or by name with birth date, page by page as they came', async () => {
    await refresh(people);
    expect(directory.state()).toMatchObject({ residents: 8, refreshedAt: noon });
    expect(await names({ nik: people[6]!.biodata.nik })).toEqual(['ANASTASIA LIU 7']);
    const birthDate = people[0]!.biodata.birthDate;
    expect(await names({ name: 'liu anas', birthDate })).toHaveLength(8);
    expect(await names({ name: 'liu 3', birthDate })).toEqual(['ANASTASIA LIU 3']);
    expect(await names({ name: 'liu', birthDate: '1994-03-26' as PlainDate })).toEqual([]);
    expect(await names({ nik: '5371040000000000' })).toEqual([]);
  });

  it('follow what the office changes: only what is new is asked for, the last word counts', async () => {
    await refresh(people.slice(0, 4));
    const moved = makeResident(2, { birthDate: '1994-03-25' as PlainDate, name: 'ANASTASIA BARU' });
    const asked: number[] = [];
    await refresh([...people.slice(0, 4), moved, { ...people[0]!, removed: true }], asked);
    expect(asked).toEqual([4]);
    expect(await names({ nik: people[1]!.biodata.nik })).toEqual(['ANASTASIA BARU']);
    expect(await names({ nik: people[0]!.biodata.nik })).toEqual([]);
    expect(directory.state().residents).toBe(3);
  });

  it('a death travels with them; where none was told, as by an older office, there is none', async () => {
    const [first, second] = people;
    const untold = { biodata: second!.biodata, recorded: null } as Change;
    await refresh([{ ...first!, diedOn: '2026-02-03' as PlainDate }, untold]);
    const later = open();
    await later.unlock(identity);
    const diedOn = async (nik: string) => (await later.find({ nik })).map((entry) => entry.diedOn);
    expect(await diedOn(first!.biodata.nik)).toEqual(['2026-02-03']);
    expect(await diedOn(second!.biodata.nik)).toEqual([null]);
  });

  it('DIR2 rest encrypted: readable with an operator’s identity, for nobody else', async () => {
    await refresh(people);
    for (const name of readdirSync(folder)) {
      const bytes = readFileSync(join(folder, name));
      expect(bytes.includes('ANASTASIA')).toBe(false);
      expect(bytes.includes(people[0]!.biodata.nik)).toBe(false);
    }
    const later = open();
    await later.unlock(identity);
    expect(later.state().residents).toBe(8);
    await later.unlock(second.identity);
    expect(later.state()).toMatchObject({ residents: 0, refreshedAt: null });
    await directory.lock();
    expect(await names({ nik: people[0]!.biodata.nik })).toEqual([]);
  });

  it('DIR5 open for a new operator from the next refresh on, and no longer for one who left', async () => {
    await refresh(people);
    await directory.refresh(feed(people), [recipient, second.recipient], () => noon);
    const later = open();
    await later.unlock(second.identity);
    expect(later.state().residents).toBe(8);
    await refresh(people);
    const gone = open();
    await gone.unlock(second.identity);
    expect(gone.state()).toMatchObject({ residents: 0, refreshedAt: null });
  });

  it('DIR5 a fetch that breaks off goes on where it stopped, and does not count as refreshed', async () => {
    const broken: FetchPage = async (after, limit) => {
      if (after > 0) throw new Error('cut');
      return feed(people)(after, limit);
    };
    await expect(directory.refresh(broken, [recipient], () => noon)).rejects.toThrow('cut');
    expect(directory.state()).toMatchObject({ residents: 3, refreshedAt: null });
    const asked: number[] = [];
    await refresh(people, asked);
    expect(asked[0]).toBe(3);
    expect(directory.state()).toMatchObject({ residents: 8, refreshedAt: noon });
  });

  it('IDN9 forgotten they are gone from the disk, and whoever signs in next begins from nothing', async () => {
    await refresh(people);
    await directory.forget();
    expect(existsSync(folder)).toBe(false);
    await directory.unlock(identity);
    expect(directory.state()).toMatchObject({ residents: 0, refreshedAt: null });
    const asked: number[] = [];
    await refresh(people, asked);
    expect(asked[0]).toBe(0);
    expect(directory.state().residents).toBe(8);
  });

  it('many small pages are merged at the next sign-in, and nothing of them is lost', async () => {
    const many = Array.from({ length: 320 }, (_, i) => makeResident(i + 1));
    await refresh(many);
    expect(readdirSync(folder).length).toBeGreaterThan(100);
    const later = open();
    await later.unlock(identity);
    expect(readdirSync(folder).length).toBeLessThan(5);
    expect(later.state().residents).toBe(320);
    expect((await later.find({ nik: many[200]!.biodata.nik }))[0]?.biodata.name).toBe('ANASTASIA LIU 201');
  });
});

describe('DIR3 expiry', () => {
  it.each([
    [null, noon, true],
    [noon, noon, false],
    [noon, toInstant(Date.parse(noon) + 14 * 86_400_000), false],
    [noon, toInstant(Date.parse(noon) + 14 * 86_400_000 + 1), true],
    // A clock set back leaves the age in doubt.
    [noon, toInstant(Date.parse(noon) - 365 * 86_400_000), true],
  ])('a copy of %s is, at %s, expired: %s', (refreshedAt, now, expired) => {
    expect(isExpired(refreshedAt, now, 14)).toBe(expired);
  });
});
