/** Rules IDN1–IDN4, IDN9: how a computer becomes a station. */
import { type Outcome, refuse, succeed } from '@rekam/domain';
import { codeNamesKey, parseEnrolmentCode, printEnrolmentCode } from '@rekam/protocol/sync/enrolment-code.ts';
import {
  keyIdOf,
  parsePublicKey,
  publicKeyToBase64,
  rawPublicKey,
} from '@rekam/protocol/sync/signing-key.ts';
import { checkSettings, type IdentityStore } from './identity.ts';
import type { AskAtDoor } from './office-door.ts';

export interface EnrolRequest {
  readonly officeUrl: string;
  readonly code: string;
  readonly name?: string | undefined;
  readonly softwareVersion: string;
}

export async function enrolStation(
  { officeUrl, code, name, softwareVersion }: EnrolRequest,
  store: IdentityStore,
  ask: AskAtDoor,
  forgetResidents: () => Promise<void>,
): Promise<Outcome<true>> {
  const current = store.find();
  if (current && !current.revoked) return refuse('STATION_ALREADY_ENROLLED');
  const parsed = parseEnrolmentCode(code);
  if (!parsed.ok) return parsed;
  const reply = await ask(officeUrl, {
    code: printEnrolmentCode(parsed.value),
    publicKey: publicKeyToBase64(await store.getKey()),
    softwareVersion,
    ...(name ? { name } : {}),
  });
  if (!reply.ok) return reply;
  const { stationId, receiptKey, settings } = reply.value.answer;
  const officeKey = parsePublicKey(receiptKey.publicKey);
  if (!officeKey.ok) return officeKey;
  if (
    !codeNamesKey(parsed.value, rawPublicKey(officeKey.value)) ||
    receiptKey.keyId !== keyIdOf(officeKey.value)
  )
    return refuse('STATION_OFFICE_FALSE');
  const checked = checkSettings(settings, officeKey.value, stationId);
  if (!checked.ok) return checked;
  // Those of another place, or of another office, do not stay.
  await forgetResidents();
  await store.admit({
    stationId,
    officeUrl: new URL(officeUrl).origin,
    pinnedCertificateSha256: reply.value.certificateSha256,
    receiptKey,
    settings,
  });
  return succeed(true);
}
