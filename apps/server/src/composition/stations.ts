/** Wires the stations: what they are told, whom the office believes, and the counter on its own computer. */
import { existsSync, readFileSync } from 'node:fs';
import { findOffice, getOffice, settingsChanged } from '../office/index.ts';
import type { Keyring } from '../office-keys/index.ts';
import { listOperatorsAt } from '../officer/index.ts';
import { getPlace, listKelurahan, listPlaces, listRegencies } from '../place/index.ts';
import { enrolmentRules } from '../policy/index.ts';
import type { Clock } from '../ports/clock.ts';
import type { Database } from '../ports/database.ts';
import type { StationCaller } from '../ports/people.ts';
import {
  listStations,
  makeCallers,
  makeSessionTokens,
  makeStationCode,
  type StationDeps,
  type StationSyncDeps,
  stationRoutes,
  stationSyncRoutes,
} from '../station/index.ts';

interface Deps
  extends Pick<StationDeps, 'policyInForce' | 'receivedToday'>,
    Pick<
      StationSyncDeps,
      'directoryRevision' | 'backedUp' | 'takeReports' | 'takeNote' | 'onMoved' | 'onHeard'
    > {
  readonly database: Database;
  readonly clock: Clock;
  readonly keyring: () => Keyring;
  /** PEM files with the authorities of device certificates. */
  readonly trustDevicesFiles: readonly string[];
  /** Address of the public site; null: not set. */
  readonly publicUrl: string | null;
  /** Name of the counter on this computer that gets a code by itself; null: none. */
  readonly localStation: string | null;
  readonly emit: (event: string, facts: Readonly<Record<string, unknown>>) => void;
}

export function composeStations(deps: Deps) {
  const { database, clock, keyring, trustDevicesFiles, publicUrl, localStation, emit } = deps;
  const tokens = makeSessionTokens(keyring().sessionKey);
  const callers = makeCallers(database, clock);
  const settings = {
    keyring,
    office: getOffice,
    operatorsAt: listOperatorsAt,
    policies: enrolmentRules.list,
    kelurahan: listKelurahan,
    regencyCodes: () => listRegencies().map(({ code }) => code),
    deviceTrustPem: () => trustDevicesFiles.flatMap(readTrust),
    allowUnsignedDevices: false,
    publicUrl,
  };
  let told: string | null = null;
  return {
    handlers: stationRoutes({
      database,
      clock,
      keyring,
      getPlace: (id) => getPlace(database, id),
      policyInForce: deps.policyInForce,
      receivedToday: deps.receivedToday,
      onRevoked: callers.forget,
    }),
    syncHandlers: stationSyncRoutes({ ...deps, tokens: () => tokens, settings }),
    identify: async (token: string): Promise<StationCaller | null> => {
      const id = tokens.stationOf(token, clock());
      return id === null ? null : callers.find(id);
    },
    hasNone: async () => (await listStations(database, 'all')).length === 0,
    /** Gives the counter on this computer its code, where one was asked for. */
    announceLocal: async (officeUrl: string): Promise<void> => {
      if (localStation === null) return;
      const place = (await listPlaces(database)).find(({ kind }) => kind === 'disdukcapil');
      if (!place) return;
      const by = { actor: { kind: 'office', id: null } as const, permittedBy: null };
      const { code } = await database.transact((tx) =>
        makeStationCode(tx, clock, keyring(), { placeId: place.id, name: localStation }, by),
      );
      emit('local-station-code', { officeUrl, code });
    },
    /** Stations hear of devices that the office believes now, or no more, and of the address on receipts. */
    tellNewSurroundings: async (): Promise<void> => {
      if ((trustDevicesFiles.length === 0 && publicUrl === null) || !(await findOffice(database))) return;
      const now = [publicUrl ?? '', ...settings.deviceTrustPem()].join('\n');
      if (now === told) return;
      await database.transact(settingsChanged);
      told = now;
    },
  };
}

/** Splits a trust list into its certificates and what it withdraws; none where the file is not there yet. */
function readTrust(file: string): string[] {
  const text = existsSync(file) ? readFileSync(file, 'utf8') : '';
  return text.match(/-----BEGIN CERTIFICATE-----[\s\S]+?-----END CERTIFICATE-----|^revoked +\S+$/gm) ?? [];
}
