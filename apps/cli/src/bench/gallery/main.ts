/** `bin/rekam bench gallery`: builds, saves, loads and searches a gallery of synthetic people. */
import { existsSync } from 'node:fs';
import { mkdtemp, rm, stat } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Gallery } from '@rekam/biometrics/fingerprint/gallery/gallery.ts';
import { loadGallery, saveGallery } from '@rekam/biometrics/fingerprint/gallery/gallery-file.ts';
import { numberOption, readOptions, UsageError } from '../../options.ts';
import { tell } from '../../start/words.ts';
import { buildGallery, idOf } from './build.ts';
import { isKinder, type Losses, probeOf, realLosses, syntheticLosses } from './losses.ts';

/** What must hold: persons a second on one core, bytes of a print, and the share of mates lost before comparison. */
const musts = { personsPerSecond: 1_000_000, bytesPerPrint: 1000, matesLost: 0.005 } as const;
const falsePositiveRate = 0.001;
const searches = 24;

export async function benchGallery(argv: string[]): Promise<number> {
  const { values } = readOptions(argv, {
    json: { type: 'boolean' },
    persons: { type: 'string' },
    probes: { type: 'string' },
    data: { type: 'string' },
    gallery: { type: 'string' },
    workers: { type: 'string' },
  });
  const persons = numberOption('persons', values.persons, 1_000_000, 1000, 6_000_000);
  const probes = numberOption('probes', values.probes, 600, 10, 100_000);
  const workers = numberOption('workers', values.workers, availableParallelism(), 1, 256);
  const prints = values.data ?? process.env.REKAM_PRINTS;
  if (values.gallery) return measureAt(values.gallery);
  const folder = await mkdtemp(join(tmpdir(), 'rekam-bench-gallery-'));
  try {
    return await measureAt(join(folder, 'people.gallery'));
  } finally {
    await rm(folder, { recursive: true });
  }

  async function measureAt(path: string): Promise<number> {
    const result = await measure({ persons, probes, prints, workers }, path);
    return report(result, values.json === true);
  }
}

/** How large a bench is asked for. */
interface Size {
  readonly persons: number;
  /** Searches that count lost mates. */
  readonly probes: number;
  /** A folder of real prints. */
  readonly prints: string | undefined;
  /** Threads that grow people. */
  readonly workers: number;
}

/** A gallery that lies at `path` already is taken as it is, so that a quiet minute is enough to measure a long build. */
async function measure({ persons, probes, prints, workers }: Size, path: string) {
  const built = existsSync(path) ? undefined : await buildAndSave(persons, workers, path);
  tell('Memuat dan mencari …', 'Loading and searching …');
  const one = await loaded(path, 1);
  if (one.gallery.size !== persons) {
    await one.gallery.close();
    throw new UsageError(`--gallery: ${one.gallery.size} persons, not ${persons}`);
  }
  const reading = readingRate(one.gallery);
  const speedOne = await searchRate(one.gallery, persons);
  const losses = await lossesOf(one.gallery, persons, probes, prints);
  const found = await decisions(one.gallery, persons);
  const bytesPerPrint = one.gallery.bytesUsed / (persons * 10);
  await one.gallery.close();
  const two = await loaded(path, 2);
  const speedTwo = await searchRate(two.gallery, persons);
  await two.gallery.close();
  return {
    persons,
    prints: persons * 10,
    ...built,
    fileBytes: (await stat(path)).size,
    bytesPerPrint: round(bytesPerPrint),
    loadSeconds: one.seconds,
    personsPerSecond: { one: speedOne.personsPerSecond, two: speedTwo.personsPerSecond },
    searchMs: { one: speedOne.medianMs, two: speedTwo.medianMs },
    /** How much slower than reading all codes once in TypeScript, in this run. */
    timesReading: round(reading / speedOne.personsPerSecond),
    candidatesKept: one.gallery.keptOf(persons),
    matesLost: losses.ten.byCodes / losses.ten.people,
    matesLostWithVotes: losses.ten.byVotes / losses.ten.people,
    losses,
    found,
    memoryBytes: process.memoryUsage().rss,
  };
}

async function buildAndSave(persons: number, workers: number, path: string) {
  tell(`${persons} orang dibuat …`, `Growing ${persons} people …`);
  let told = 0;
  const started = performance.now();
  const gallery = await buildGallery(persons, workers, (done) => {
    if (done < told + persons / 10) return;
    told = done;
    process.stderr.write(`  ${done}\n`);
  });
  const buildSeconds = secondsSince(started);
  const saving = performance.now();
  await saveGallery(gallery, path);
  const saveSeconds = secondsSince(saving);
  await gallery.close();
  return { buildSeconds, saveSeconds };
}

async function loaded(path: string, threads: number): Promise<{ gallery: Gallery; seconds: number }> {
  const started = performance.now();
  const result = await loadGallery(path, { threads });
  if (!result.ok) throw new Error(result.reason);
  return { gallery: result.gallery, seconds: secondsSince(started) };
}

/** Complete searches for people who are there, each through everybody to the comparison and its answer. */
async function searchRate(gallery: Gallery, persons: number) {
  const probes = Array.from({ length: searches }, (_, i) => probeOf(Math.floor((i * persons) / searches)));
  await gallery.search(probes[0]!, falsePositiveRate);
  const times: number[] = [];
  for (const probe of probes) {
    const started = performance.now();
    await gallery.search(probe, falsePositiveRate);
    times.push(performance.now() - started);
  }
  const medianMs = times.sort((a, b) => a - b)[searches >> 1]!;
  return { medianMs: round(medianMs), personsPerSecond: Math.round((persons * 1000) / medianMs) };
}

/** Persons a second whose 640 bytes of codes are merely read, in TypeScript. */
function readingRate(gallery: Gallery): number {
  const started = performance.now();
  const { bytes } = gallery.sumOfCodes();
  return bytes / 640 / ((performance.now() - started) / 1000);
}

/** Losses with ten fingers, for the must, and with two, where enough are lost to see whether synthetic people have it easier. */
async function lossesOf(gallery: Gallery, persons: number, probes: number, prints: string | undefined) {
  const half = Math.ceil(probes / 2);
  const ten = await syntheticLosses(gallery, persons, probes, 'ten');
  const two = await syntheticLosses(gallery, persons, half, 'two');
  if (!prints) return { ten, two };
  const real = {
    ten: {
      all: await realLosses(gallery, prints, 'all', half, 'ten'),
      heldOut: await realLosses(gallery, prints, 'held-out', half, 'ten'),
    },
    two: { heldOut: await realLosses(gallery, prints, 'held-out', half, 'two') },
  };
  return { ten, two, real };
}

/** What complete searches decide, for people who are there and for strangers. */
async function decisions(gallery: Gallery, persons: number) {
  let [found, mistaken] = [0, 0];
  for (let i = 0; i < searches; i++) {
    const person = Math.floor(((i + 0.25) * persons) / searches);
    const mate = await gallery.search(probeOf(person), falsePositiveRate);
    if (mate.candidates[0]?.id === idOf(person)) found++;
    const stranger = await gallery.search(probeOf(`stranger ${i}`), falsePositiveRate);
    if (stranger.candidates.length > 0) mistaken++;
  }
  return { falsePositiveRate, searches, found, strangersNamed: mistaken };
}

const secondsSince = (started: number): number => round((performance.now() - started) / 1000);
const round = (value: number): number => Math.round(value * 100) / 100;

const lostShare = ({ byVotes, people }: Losses): number => byVotes / people;

function report(result: Awaited<ReturnType<typeof measure>>, json: boolean): number {
  const { personsPerSecond, bytesPerPrint, losses } = result;
  const { ten, two, real } = losses;
  const failures = Object.entries({
    'personsPerSecond.one': personsPerSecond.one < musts.personsPerSecond,
    bytesPerPrint: bytesPerPrint > musts.bytesPerPrint,
    'losses.ten': lostShare(ten) > musts.matesLost,
    ...(real && {
      'losses.real.ten.all': lostShare(real.ten.all) > musts.matesLost,
      'losses.real.ten.heldOut': lostShare(real.ten.heldOut) > musts.matesLost,
      'losses.ten kinder than real ones': isKinder(ten, real.ten.heldOut),
      'losses.two kinder than real ones': isKinder(two, real.two.heldOut),
    }),
  }).flatMap(([name, failed]) => (failed ? [name] : []));
  const told = (name: string, of: Losses) => `${name} ${of.byVotes} of ${of.people}`;
  process.stderr.write(
    `  ${result.persons} persons: ${personsPerSecond.one} persons/s on one core, ${personsPerSecond.two} on two ` +
      `(${result.timesReading} × slower than reading the codes), ${bytesPerPrint} bytes/print, ` +
      `loaded in ${result.loadSeconds} s, ${result.candidatesKept} kept\n` +
      `  mates lost: ${told('ten fingers', ten)}${real ? `, ${told('real', real.ten.all)}, ${told('held out', real.ten.heldOut)}` : ''}; ` +
      `${told('two fingers', two)}${real ? `, ${told('real held out', real.two.heldOut)}` : ''}\n`,
  );
  for (const failure of failures) process.stderr.write(`✗ ${failure}\n`);
  if (json) process.stdout.write(`${JSON.stringify({ ...result, musts, held: failures.length === 0 })}\n`);
  return failures.length === 0 ? 0 : 1;
}
