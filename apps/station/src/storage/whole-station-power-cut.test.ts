/** Everything durable that a station writes beside its spool, through deaths, power cuts and failing disks. */
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  defaultEnrolmentPolicy,
  type EnrolmentFact,
  type EnrolmentId,
  makeId,
  toInstant,
} from '@rekam/domain';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { openClock } from '../clock/station-clock.ts';
import { openDirectory } from '../directory/directory.ts';
import { openOwnRecordings } from '../directory/own-recordings.ts';
import { openDrafts } from '../drafts/drafts.ts';
import { openIdentity } from '../identity/identity.ts';
import { freeTries, openThrottle } from '../operators/throttle.ts';
import { makeResident, makeTestOffice, type TestOffice } from '../testing/test-office.ts';
import type { FileSystemPort } from './file-system.ts';
import { type Die, PowerCutFileSystem, restoreAfter } from './power-cut-file-system.ts';
import { seededDie } from './seeded-die.ts';

const beginning = Date.parse('2026-02-03T01:00:00.000Z');
const time = { unixMs: () => beginning, monotonicMs: () => 0 };
const now = toInstant(beginning);

let home: string;
let office: TestOffice;
beforeAll(async () => {
  home = mkdtempSync(join(tmpdir(), 'rekam-station-cut-'));
  office = await makeTestOffice();
});
afterAll(() => rmSync(home, { recursive: true, force: true }));

/** What was acknowledged, and must be found again. */
interface Acknowledged {
  settingsVersion: number;
  revision: number;
  wrongTries: number;
  contacts: number;
  readonly notes: string[];
  readonly drafts: Map<
    EnrolmentId,
    { reasons: string[]; samples: Map<string, string>; sealing: string | null }
  >;
  readonly destroyed: Set<EnrolmentId>;
}

type Station = Awaited<ReturnType<typeof openStation>>;

async function openStation(fs: FileSystemPort, folder: string) {
  const identity = await openIdentity(fs, folder);
  const clock = await openClock(fs, folder, time, () => defaultEnrolmentPolicy);
  const throttle = await openThrottle(fs, folder, () => now);
  const drafts = await openDrafts(fs, join(folder, 'drafts'));
  const directory = openDirectory(fs, join(folder, 'directory'));
  await directory.unlock(office.operator.identity);
  const own = await openOwnRecordings({
    fs,
    folder: join(folder, 'recorded'),
    identity: office.operator.identity,
    recipients: [office.operator.entry.recipient],
    hasPacket: () => true,
    stationName: 'Loket',
    offsetMinutes: 480,
  });
  return { identity, clock, throttle, drafts, directory, own };
}

/** Everything acknowledged that is not there any more. */
async function missingAt(station: Station, known: Acknowledged): Promise<string[]> {
  const missing: string[] = [];
  const must = (holds: boolean, what: string) => void (holds || missing.push(what));
  const { identity, clock, throttle, drafts, directory, own } = station;
  must((identity.find()?.settings.version ?? 0) >= known.settingsVersion, 'settings');
  must(directory.revision() >= known.revision, 'directory');
  must(known.revision === 0 || directory.state().refreshedAt !== null, 'age of the directory');
  must(known.wrongTries <= freeTries || !throttle.check('pin', 'penyelia').ok, 'wrong tries');
  must(known.contacts === 0 || clock.lastContactAt() !== null, 'last contact');
  for (const nik of known.notes) must(own.find(nik) !== null, `own recording of ${nik}`);
  for (const [id, draft] of known.drafts) {
    const opened = await drafts.open(id, office.operator.identity);
    if (!opened.ok) {
      missing.push(`draft ${id}: ${opened.code}`);
      continue;
    }
    const found = reasonsOf(opened.value.facts());
    must(
      draft.reasons.every((reason, i) => found[i] === reason),
      `facts of ${id}`,
    );
    for (const [name, text] of draft.samples)
      must((await opened.value.findSample(name))?.toString() === text, `sample ${name}`);
    must(draft.sealing === null || (await drafts.findSealing(id)) === draft.sealing, `sealing of ${id}`);
  }
  for (const id of known.destroyed)
    must(!(await drafts.open(id, office.operator.identity)).ok, `${id} was destroyed`);
  return missing;
}

/** One act of a counter. @returns what to write into `known` once the station said that it is done */
async function act(station: Station, known: Acknowledged, die: Die, serial: number): Promise<() => void> {
  const { identity, clock, throttle, drafts, directory, own } = station;
  const acts = [
    takeSettings,
    refresh,
    mistype,
    note,
    contact,
    beginDraft,
    append,
    endDraft,
    markSealing,
    sample,
  ];
  const chosen = acts[Math.floor(die() * acts.length)]!;
  const someId = [...known.drafts.keys()][Math.floor(die() * known.drafts.size)];
  if (someId === undefined) return acts.indexOf(chosen) > 4 ? beginDraft() : chosen();
  return chosen();

  async function takeSettings() {
    const version = known.settingsVersion + 1;
    const settings = office.settings({ version });
    if (identity.find()) await identity.acceptSettings(settings);
    else
      await identity.admit({
        stationId: office.stationId,
        officeUrl: 'http://127.0.0.1:9',
        pinnedCertificateSha256: null,
        receiptKey: office.receiptPublicKey,
        settings,
      });
    return () => {
      known.settingsVersion = version;
    };
  }
  async function refresh() {
    const revision = known.revision + 1;
    const row = { revision, removed: false, ...makeResident(revision) };
    const page = { rows: [row], lastRevision: revision, more: false, pins: [] };
    await directory.refresh(
      async () => page,
      [office.operator.entry.recipient],
      () => now,
    );
    return () => {
      known.revision = revision;
    };
  }
  async function mistype() {
    await throttle.noteWrong('pin', 'penyelia');
    return () => {
      known.wrongTries += 1;
    };
  }
  async function note() {
    const nik = String(serial).padStart(16, '0');
    const packetId = makeId('packet', serial, new Uint8Array(10));
    await own.noteSealing(nik, packetId, now);
    return () => known.notes.push(nik);
  }
  async function contact() {
    await clock.noteContact(now, 0);
    return () => {
      known.contacts += 1;
    };
  }
  async function beginDraft() {
    const id = makeId('enrolment', beginning + serial, new Uint8Array(10));
    const open = await drafts.create(id, [office.operator.entry.recipient]);
    await open.append([begun(id)]);
    return () => known.drafts.set(id, { reasons: [], samples: new Map(), sealing: null });
  }
  async function openSome() {
    const opened = await drafts.open(someId!, office.operator.identity);
    if (!opened.ok) throw new Error(opened.code);
    return { open: opened.value, draft: known.drafts.get(someId!)! };
  }
  async function append() {
    const { open, draft } = await openSome();
    const reason = `reason ${serial} ${'x'.repeat(Math.floor(die() * 2000))}`;
    // What an act that was cut off has left behind stays in front of this one.
    const before = reasonsOf(open.facts());
    await open.append([setAside(someId!, reason)]);
    return () => {
      draft.reasons = [...before, reason];
    };
  }
  async function endDraft() {
    known.drafts.delete(someId!);
    await drafts.destroy(someId!);
    return () => known.destroyed.add(someId!);
  }
  async function markSealing() {
    const { open, draft } = await openSome();
    const packetId = makeId('packet', serial, new Uint8Array(10));
    draft.sealing = null;
    await open.markSealing(packetId);
    return () => {
      draft.sealing = packetId;
    };
  }
  async function sample() {
    const { open, draft } = await openSome();
    const name = `photo-${serial}.jpg`;
    const text = `sample ${serial} ${'y'.repeat(Math.floor(die() * 3000))}`;
    await open.putSample(name, Buffer.from(text));
    return () => draft.samples.set(name, text);
  }
}

const reasonsOf = (facts: readonly EnrolmentFact[]): string[] =>
  facts.flatMap((fact) => (fact.kind === 'enrolment-set-aside' ? [fact.reason] : []));

const by = {
  at: { at: now, trusted: true, offsetMs: 0 },
  officerId: makeId('officer', 1, new Uint8Array(10)),
};

const begun = (id: EnrolmentId): EnrolmentFact => ({
  ...by,
  kind: 'enrolment-begun',
  enrolmentId: id,
  biodata: makeResident(1).biodata,
  residentKnown: true,
  eligibility: {
    grounds: 'age',
    ageYears: 32,
    cardFrom: null,
    policyVersion: 1,
    reopening: null,
    notices: [],
  },
  warnings: [],
  policy: defaultEnrolmentPolicy,
});

const setAside = (id: EnrolmentId, reason: string): EnrolmentFact => ({
  ...by,
  kind: 'enrolment-set-aside',
  enrolmentId: id,
  reason,
});

interface Trial {
  readonly acknowledged: number;
  readonly missing: readonly string[];
}

async function play(
  seed: number,
  sabotage: (fs: FileSystemPort) => FileSystemPort = (fs) => fs,
): Promise<Trial> {
  const die = seededDie(seed);
  const root = mkdtempSync(join(home, `seed-${seed}-`));
  const folder = join(root, 'home', 'station');
  mkdirSync(join(root, 'home'));
  const known: Acknowledged = {
    settingsVersion: 0,
    revision: 0,
    wrongTries: 0,
    contacts: 0,
    notes: [],
    drafts: new Map(),
    destroyed: new Set(),
  };
  const missing: string[] = [];
  let serial = 0;
  let acknowledged = 0;
  const lives = 3 + Math.floor(die() * 2);
  for (let life = 0; life < lives && missing.length === 0; life++) {
    const lastLife = life === lives - 1;
    let operationsLeft = lastLife ? Number.POSITIVE_INFINITY : 10 + Math.floor(die() * 220);
    let dead = false;
    const power = new PowerCutFileSystem(join(root, 'platter'), (name) => {
      if (dead || operationsLeft-- <= 0) {
        dead = true;
        throw new Error('dead');
      }
      if (!lastLife && ['write', 'append', 'syncFile', 'syncFolder'].includes(name) && die() < 0.02)
        throw Object.assign(new Error('failing disk'), { code: die() < 0.5 ? 'ENOSPC' : 'EIO' });
    });
    const station = await openStation(sabotage(power), folder).catch((error: unknown) => {
      if (!dead && lastLife) missing.push(`does not open: ${error}`);
      return undefined;
    });
    if (station) {
      const gone = await missingAt(station, known).catch(() => []);
      if (!dead) missing.push(...gone);
      for (let turn = 0; turn < 16 && !dead && !lastLife; turn++) {
        const acknowledge = await act(station, known, die, ++serial).catch(() => undefined);
        if (!acknowledge || dead) continue;
        acknowledge();
        acknowledged += 1;
      }
      await station.directory.lock();
    }
    restoreAfter(join(root, 'platter'), [folder], die() < 0.3 ? null : die);
  }
  rmSync(root, { recursive: true, force: true });
  return { acknowledged, missing };
}

describe('drafts, identity, settings, directory, notes, tries and clock through power cuts', () => {
  it('DRF2 DRF4 DRF5 IDN1 CLK2 never loses what it acknowledged', async () => {
    let acknowledged = 0;
    for (let seed = 1; seed <= 60; seed++) {
      const trial = await play(seed);
      acknowledged += trial.acknowledged;
      expect({ seed, missing: trial.missing }).toEqual({ seed, missing: [] });
    }
    expect(acknowledged).toBeGreaterThan(800);
  });

  it.each([
    ['files are not synced', 'syncFile'],
    ['folders are not synced', 'syncFolder'],
  ] as const)('would lose something if %s', async (_, name) => {
    const without = (fs: FileSystemPort): FileSystemPort =>
      new Proxy(fs, {
        get: (target, property: keyof FileSystemPort) =>
          property === name ? async () => undefined : target[property].bind(target),
      });
    let caught = 0;
    for (let seed = 1; seed <= 12; seed++) if ((await play(seed, without)).missing.length > 0) caught += 1;
    expect(caught).toBeGreaterThan(3);
  });
});
