import { createHmac, timingSafeEqual } from 'node:crypto';
import {
  type FaultCause,
  type FaultEffect,
  faultCauses,
  faultEffects,
  type PlaceId,
  type Symptom,
  symptoms,
} from '@rekam/domain';
import type { ComponentRow } from '@rekam/protocol';
import { passwordMatches, type Throttle } from '../../officer/index.ts';
import type { Papers } from '../../paper/index.ts';
import type { Clock } from '../../ports/clock.ts';
import type { Database } from '../../ports/database.ts';
import { Refused } from '../../ports/refused.ts';
import type { Equipment } from '../commands.ts';
import type { EquipmentQueries } from '../views/index.ts';
import { findLabelled, findPlacePin, hashLabel } from './tokens.ts';

export interface ReportingDeps {
  readonly database: Database;
  readonly clock: Clock;
  readonly equipment: Equipment;
  readonly queries: EquipmentQueries;
  readonly papers: Papers;
  readonly throttle: Throttle;
  /** 32 bytes under which a pass is signed. */
  readonly passKey: () => Uint8Array;
}

/** How long a place's PIN opens a label on one phone. */
export const passMs = 30 * 60_000;
/** Wrong PINs that cost nothing: per place, so that a place cannot be guessed at from many phones, and per address. */
const freeFailures = { place: 8, address: 12 };

/** What somebody wrote into the form, as it came. */
export interface FormReport {
  readonly name: string;
  readonly symptom: string;
  readonly cause: string;
  readonly effect: string;
  readonly note: string;
  readonly photo: Uint8Array | null;
}

export type Reporting = ReturnType<typeof makeReporting>;

/** What a label opens: its component, and reporting a fault of it with the PIN of its place. */
export function makeReporting(deps: ReportingDeps) {
  const { database, clock, equipment, queries, papers, throttle, passKey } = deps;

  /** @throws Refused LABEL_NOT_VALID */
  const open = async (token: string): Promise<ComponentRow> => {
    const id = await findLabelled(database, token);
    if (id === undefined) throw new Refused('LABEL_NOT_VALID');
    return queries.row(id);
  };

  const pinOf = async (row: ComponentRow) => {
    if (row.place === null || !['set', 'store', 'lost'].includes(row.where.at))
      throw new Refused('LABEL_COMPONENT_AWAY');
    const pin = await findPlacePin(database, row.place.id);
    if (!pin) throw new Refused('LABEL_PLACE_WITHOUT_PIN');
    return { pin, placeId: row.place.id as PlaceId };
  };

  /** Bound to label, place and the PIN of the day: a new PIN or a new label ends it. */
  const sign = (token: string, placeId: string, setAt: string, until: number): string =>
    createHmac('sha256', passKey())
      .update(`label-pass/1 ${hashLabel(token)} ${placeId} ${setAt} ${until}`)
      .digest('base64url');

  return {
    open,
    /**
     * A pass for the PIN of the component's place.
     * @throws Refused LABEL_PIN_WRONG, ACCESS_THROTTLED
     */
    enter: async (token: string, said: string, address: string): Promise<string> => {
      const { pin, placeId } = await pinOf(await open(token));
      const keys = { place: `label-place:${placeId}`, address: `label-address:${address}` };
      await throttle.refuse(keys.place, freeFailures.place);
      await throttle.refuse(keys.address, freeFailures.address);
      if (!(await passwordMatches(said, pin))) {
        for (const key of Object.values(keys)) await throttle.fail(key);
        throw new Refused('LABEL_PIN_WRONG');
      }
      await throttle.clear(keys.address);
      const until = clock() + passMs;
      return `${until}.${sign(token, placeId, pin.setAt, until)}`;
    },
    /** Whether a pass is good for this label now. */
    hasPass: async (token: string, row: ComponentRow, pass: string | null): Promise<boolean> => {
      const [until, signature] = (pass ?? '').split('.');
      if (!until || !signature || !(Number(until) > clock())) return false;
      const { pin, placeId } = await pinOf(row);
      const wanted = Buffer.from(sign(token, placeId, pin.setAt, Number(until)));
      const given = Buffer.from(signature);
      return wanted.length === given.length && timingSafeEqual(wanted, given);
    },
    /** Writes the report down. The caller has checked the pass. */
    report: async (row: ComponentRow, form: FormReport): Promise<void> => {
      const name = form.name.replaceAll(/\s+/g, ' ').trim().slice(0, 60);
      if (name.length < 2) throw new Refused('LABEL_NAME_MISSING');
      const symptom = chosen(form.symptom, symptoms, 'EQUIPMENT_FAULT_SYMPTOM_MISSING') as Symptom;
      const cause = chosen(form.cause, faultCauses, 'EQUIPMENT_FAULT_CAUSE_MISSING') as FaultCause;
      const effect = chosen(form.effect, faultEffects, 'EQUIPMENT_FAULT_SYMPTOM_MISSING') as FaultEffect;
      const fileIds = form.photo === null ? [] : [(await papers.keep(form.photo)).id];
      await equipment.report(
        row.id,
        {
          symptom,
          cause,
          effect,
          note: form.note.slice(0, 1000),
          fileIds,
          source: { kind: 'label', name, placeId: row.place!.id as PlaceId },
        },
        { actor: { kind: 'office', id: null }, permittedBy: `label@${row.place!.id}` },
      );
    },
  };
}

function chosen(said: string, values: readonly string[], code: string): string {
  if (!values.includes(said)) throw new Refused(code);
  return said;
}
