import { decideAccess, type PlaceId, parseReceiptCode } from '@rekam/domain';
import { sentenceOf } from '@rekam/protocol/refusals/index.ts';
import { type FactView, listFactsOf } from '../audit/index.ts';
import type { Queryable } from '../ports/database.ts';
import type { SignedInOfficer } from '../ports/people.ts';
import { maskName, maskNik } from './mask.ts';
import { isPicture } from './picture.ts';
import { findManifest, findRecording, findRecordingKey, type Recording, type Sought } from './store.ts';

const lookKinds = new Set(['recording-viewed', 'sample-viewed']);

const may = (
  officer: SignedInOfficer,
  action: 'resident.search' | 'enrolment.view-samples',
  placeId: string,
): boolean => decideAccess({ action, officer, placeId: placeId as PlaceId }).ok;

/** A row as this officer may see it: who may not search residents sees neither NIK nor name. */
export function rowFor(officer: SignedInOfficer, recording: Recording) {
  const {
    rivalPacketId: _rival,
    stationId: _station,
    placeId,
    backedUpAt: _backedUpAt,
    sha256: _sha256,
    bytes: _bytes,
    via: _via,
    ...row
  } = recording;
  if (may(officer, 'resident.search', placeId)) return row;
  return {
    ...row,
    nik: row.nik === null ? null : maskNik(row.nik),
    name: row.name === null ? null : maskName(row.name),
  };
}

/** What was typed into the search: a receipt code, a NIK or its beginning, or words of a name. */
export function readSought(q: string): Sought {
  const digits = q.replaceAll(/[\s.-]/g, '');
  if (/^\d{6,16}$/.test(digits)) return { by: 'nik', nik: digits };
  const code = parseReceiptCode(q);
  if (code.ok) return { by: 'receipt', receiptCode: code.value };
  return { by: 'name', words: q.toUpperCase().split(/\s+/).filter(Boolean) };
}

/** Everything about one recording that this officer may see. */
export async function detailFor(database: Queryable, officer: SignedInOfficer, recording: Recording) {
  const { packetId, placeId } = recording;
  const manifest = await findManifest(database, packetId);
  const key = await findRecordingKey(database, packetId);
  const facts = await listFactsOf(database, packetId);
  const rival =
    recording.rivalPacketId === null ? undefined : await findRecording(database, recording.rivalPacketId);
  const seesResident = may(officer, 'resident.search', placeId);
  const seesSamples = may(officer, 'enrolment.view-samples', placeId) && key !== undefined;
  const typeOf = new Map(manifest?.samples.map(({ name, mediaType }) => [name, mediaType]));
  return {
    ...rowFor(officer, recording),
    biodata: seesResident ? (manifest?.resident.biodata ?? null) : null,
    residentKnown: manifest?.resident.known ?? null,
    grounds: manifest?.grounds.kind ?? null,
    heldSentence: recording.heldReason === null ? null : sentenceOf(recording.heldReason),
    captures: (manifest?.captures ?? []).map((capture) => ({
      subject: capture.subject,
      purpose: capture.purpose,
      qualityScore: capture.qualityScore,
      threshold: capture.threshold,
      attempts: capture.attempts,
      forced: capture.forced,
      background: capture.background,
      sampleName: capture.sampleName,
      viewable: seesSamples && isPicture(typeOf.get(capture.sampleName) ?? ''),
    })),
    exceptionsList: (manifest?.exceptions ?? []).map((exception) => exception.subject),
    steps: manifest?.steps ?? [],
    devices: (manifest?.devices ?? []).map(({ kind, serialNo, make, model }) => ({
      kind,
      serialNo,
      make,
      model,
    })),
    rival: rival ? rowFor(officer, rival) : null,
    timeline: facts
      .filter((fact) => !lookKinds.has(fact.kind))
      .map((fact) => timelineEntry(fact, seesResident)),
    views: facts.filter((fact) => lookKinds.has(fact.kind)).map(lookOf),
    packet: {
      sha256: recording.sha256,
      bytes: recording.bytes,
      via: recording.via,
      backedUpAt: recording.backedUpAt,
    },
  };
}

function timelineEntry(
  { seq: _seq, noun: _noun, subjectId: _subject, ...fact }: FactView,
  seesResident: boolean,
) {
  const { nik, name, ...details } = fact.details;
  return {
    ...fact,
    details: seesResident ? { ...details, ...(nik === undefined ? {} : { nik, name }) } : details,
  };
}

const lookOf = (fact: FactView) => ({
  at: fact.at,
  officer: fact.actor ?? '',
  what: fact.kind === 'sample-viewed' ? String(fact.details.sampleName) : 'recording',
});
