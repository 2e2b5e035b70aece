import { handoverPolicyOn } from '@rekam/domain';
import type { officeApi, syncApi } from '@rekam/protocol';
import type { handoverApi } from '@rekam/protocol/http/handover-api.ts';
import type { handoverSyncApi } from '@rekam/protocol/http/handover-counter-api.ts';
import { parseHandoverCapture } from '@rekam/protocol/sync/handover-capture.ts';
import { verifySigned } from '@rekam/protocol/sync/signed.ts';
import { parsePublicKey } from '@rekam/protocol/sync/signing-key.ts';
import { findPart } from '../packet/index.ts';
import { recordPdf } from '../pdf/record-pdf.ts';
import { makeAskLimit } from '../ports/ask-limit.ts';
import type { Handlers } from '../ports/call.ts';
import { getStation, permit, permitAnywhere, permittedPlaces } from '../ports/permit.ts';
import { getValue, Refused } from '../ports/refused.ts';
import { getByCode, permitAtCounter, takeCapture } from './captures.ts';
import { cancelHandover, handOver, openHandover } from './commands.ts';
import { type HandoverDeps, todayOf } from './deps.ts';
import { agree, noteEvidence } from './evidence.ts';
import { writeReceipt } from './receipt.ts';
import { handoverRules } from './rules.ts';
import { findHandover } from './store.ts';
import { counterViewOf, listRows, viewOf } from './view.ts';

export function handoverRoutes(deps: HandoverDeps): Handlers<typeof officeApi, keyof typeof handoverApi> {
  const { database } = deps;
  const policies = async () => (await handoverRules.list(database)).map((policy) => ({ ...policy }));

  return {
    listHandovers: async ({ officer }) => {
      const { officer: reader } = permitAnywhere(officer, 'handover.view');
      const inForce = handoverPolicyOn(await handoverRules.list(database), await todayOf(deps));
      return {
        rows: await listRows(deps, reader.id),
        basis: inForce.ok ? inForce.value.basis : null,
        familyMay: inForce.ok && inForce.value.familyMay,
      };
    },
    openHandover: async ({ officer, body }) => {
      const by = permitAnywhere(officer, 'handover.give');
      return viewOf(deps, await openHandover(deps, by, body), by.officer.id);
    },
    getHandover: async ({ officer, params }) => {
      const { officer: reader } = permitAnywhere(officer, 'handover.view');
      return viewOf(deps, params.id, reader.id);
    },
    noteHandoverEvidence: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'handover.give');
      await noteEvidence(deps, by, params.id, body);
      return viewOf(deps, params.id, by.officer.id);
    },
    agreeToHandover: async ({ officer, params }) => {
      const by = permitAnywhere(officer, 'handover.agree');
      await agree(deps, by, params.id);
      return viewOf(deps, params.id, by.officer.id);
    },
    handOverCard: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'handover.give');
      const { photoBase64, ...told } = body;
      const photo = photoBase64 === null ? null : Buffer.from(photoBase64, 'base64');
      await handOver(deps, by, params.id, { ...told, photo });
      return viewOf(deps, params.id, by.officer.id);
    },
    cancelHandover: async ({ officer, params, body }) => {
      const by = permitAnywhere(officer, 'handover.give');
      await cancelHandover(deps, by, params.id, body.reason);
      return viewOf(deps, params.id, by.officer.id);
    },
    handoverReceipt: async ({ officer, params }) => {
      permittedPlaces(officer, 'handover.view');
      const found = await findHandover(database, params.id);
      if (!found) throw new Refused('HANDOVER_NOT_FOUND');
      const { receipt, endedAt: at, code } = found;
      if (!receipt || !at) throw new Refused('HANDOVER_NOT_DONE');
      const key = deps.keyring().unwrap(found.kekVersion, found.wrapped);
      const { record, attachments } = writeReceipt({
        code,
        at,
        receipt,
        timeZone: await deps.timeZone(),
        signature: await findPart(deps.files, receipt.keptAs, 'signature', key),
        photo: await findPart(deps.files, receipt.keptAs, 'photo', key),
      });
      const content = await recordPdf(record, new Date(at), attachments);
      return {
        content,
        mediaType: 'application/pdf',
        fileName: `tanda-terima-${record.number.replace('/', '-')}.pdf`,
      };
    },
    handoverPolicies: async ({ officer }) => {
      permittedPlaces(officer, 'policy.view');
      return policies();
    },
    addHandoverPolicy: async ({ officer, body }) => {
      const by = permit(officer, 'policy.change', null);
      await database.transact((tx) => handoverRules.add(tx, deps.clock, by, body));
      return policies();
    },
  };
}

export interface HandoverSyncDeps extends HandoverDeps {
  /** Ed25519 public key of a station, base64. @throws Refused where it is unknown or revoked */
  readonly stationKey: (id: string) => Promise<string>;
}

/** Codes a counter may try: a day has a handful of them among a million, and people mistype. */
const codePace = { perAddress: { burst: 20, perSecond: 0.5 }, together: { burst: 200, perSecond: 5 } };

export function handoverSyncRoutes(
  deps: HandoverSyncDeps,
): Handlers<typeof syncApi, keyof typeof handoverSyncApi> {
  const mayAsk = makeAskLimit(codePace);
  return {
    findHandover: async ({ station, body }) => {
      const caller = getStation(station);
      if (!mayAsk(caller.id, deps.clock())) throw new Refused('ACCESS_THROTTLED', { seconds: 60 });
      await permitAtCounter(deps, caller, body.officerId);
      return counterViewOf(deps, await getByCode(deps, body.code));
    },
    takeHandoverCapture: async ({ station, body }) => {
      const caller = getStation(station);
      const key = getValue(parsePublicKey(await deps.stationKey(caller.id)));
      if (!verifySigned('rekam/handover-capture/1', body, key)) throw new Refused('HANDOVER_CAPTURE_FORGED');
      const capture = getValue(parseHandoverCapture(body.value));
      if (capture.stationId !== caller.id) throw new Refused('HANDOVER_CAPTURE_FORGED');
      return counterViewOf(deps, await takeCapture(deps, caller, capture));
    },
  };
}
