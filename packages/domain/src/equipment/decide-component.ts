import type { PlainDate } from '../kernel/calendar.ts';
import type { ComponentId, PlaceId } from '../kernel/ids.ts';
import type { Outcome } from '../kernel/outcome.ts';
import { refuse, succeed } from '../kernel/outcome.ts';
import type { Component, Description, Paper, RecordingSet, Whereabouts } from './component.ts';
import type { ComponentFact } from './facts.ts';
import type { EquipmentRefusalCode } from './refusals.ts';

type Decided = Outcome<ComponentFact, EquipmentRefusalCode>;

/** A serial as it is compared: upper case, without blanks. */
export const normaliseSerial = (serial: string): string => serial.replace(/\s+/g, '').toUpperCase();

const tidy = (text: string): string => text.replace(/\s+/g, ' ').trim();

/** A description that can be written down, its texts tidied (EQP1–EQP3). */
export function checkDescription(
  description: Description,
  today: PlainDate,
): Outcome<Description, EquipmentRefusalCode> {
  const { owner } = description;
  const checked: Description = {
    ...description,
    make: tidy(description.make),
    model: tidy(description.model),
    serial: normaliseSerial(description.serial),
    firmware:
      description.firmware === null || tidy(description.firmware) === '' ? null : tidy(description.firmware),
    owner: owner.kind === 'lent' ? { ...owner, by: tidy(owner.by) } : owner,
  };
  for (const field of ['make', 'model', 'serial'] as const)
    if (checked[field].length < 1 || checked[field].length > 60)
      return refuse('EQUIPMENT_COMPONENT_TEXT', { field });
  if (checked.owner.kind === 'lent' && checked.owner.by.length < 3) return refuse('EQUIPMENT_LENDER_MISSING');
  if (checked.boughtOn !== null && checked.boughtOn > today)
    return refuse('EQUIPMENT_DATE_IN_FUTURE', { date: checked.boughtOn });
  return succeed(checked);
}

/** What is known of the place a component would go to; looked up by the caller in the same transaction. */
export interface Destination {
  /** Null where the destination is no set. */
  readonly set: RecordingSet | null;
  /** The component that holds the slot now; null when it is free. */
  readonly occupantId: ComponentId | null;
}

/** Takes a component into the register. `serialTaken`: another one of this kind has this serial (EQP3). */
export function decideRegister(
  id: ComponentId,
  description: Description,
  where: Whereabouts,
  known: { readonly serialTaken: boolean; readonly destination: Destination; readonly today: PlainDate },
  paper: Paper | null = null,
): Decided {
  const checked = checkDescription(description, known.today);
  if (!checked.ok) return checked;
  if (known.serialTaken) return refuse('EQUIPMENT_SERIAL_TAKEN', { serial: checked.value.serial });
  const there = checkDestination(where, known.destination, known.today);
  if (!there.ok) return there;
  return succeed({ kind: 'component-registered', componentId: id, description: checked.value, where, paper });
}

/** Corrects what is written about a component; its kind stays. */
export function decideDescribe(
  component: Component,
  description: Omit<Description, 'kind'>,
  known: { readonly serialTaken: boolean; readonly today: PlainDate },
): Decided {
  const checked = checkDescription({ ...description, kind: component.kind }, known.today);
  if (!checked.ok) return checked;
  if (known.serialTaken) return refuse('EQUIPMENT_SERIAL_TAKEN', { serial: checked.value.serial });
  const { kind: _, ...fields } = checked.value;
  const changes = Object.fromEntries(
    Object.entries(fields).filter(
      ([field, value]) => JSON.stringify(value) !== JSON.stringify(component[field as keyof Component]),
    ),
  );
  if (Object.keys(changes).length === 0) return refuse('EQUIPMENT_NOTHING_CHANGES');
  return succeed({ kind: 'component-described', componentId: component.id, changes });
}

export interface Move {
  /** Where the mover believes it is. */
  readonly from: Whereabouts;
  readonly to: Whereabouts;
  readonly paper: Paper | null;
  readonly note: string;
}

/**
 * Moves a component (EQP4–EQP9).
 * @param known.fromPlaceId, known.toPlaceId the places of set or store; null for all else
 */
export function decideMove(
  component: Component,
  { from, to, paper, note }: Move,
  known: {
    readonly destination: Destination;
    readonly fromPlaceId: PlaceId | null;
    readonly toPlaceId: PlaceId | null;
    readonly today: PlainDate;
  },
): Decided {
  if (component.where.at === 'written-off') return refuse('EQUIPMENT_WRITTEN_OFF');
  if (!sameWhereabouts(component.where, from))
    return refuse('EQUIPMENT_NOT_THERE', { at: component.where.at });
  if (sameWhereabouts(component.where, to)) return refuse('EQUIPMENT_ALREADY_THERE');
  const there = checkDestination(to, known.destination, known.today);
  if (!there.ok) return there;
  const withinPlace = known.fromPlaceId !== null && known.fromPlaceId === known.toPlaceId;
  const onPaper = paperProblem(paper, { needed: !withinPlace, today: known.today });
  if (onPaper) return onPaper;
  return succeed({
    kind: 'component-moved',
    componentId: component.id,
    from: component.where,
    to,
    paper: paper === null ? null : { ...paper, number: tidy(paper.number) },
    note: tidy(note),
  });
}

/** Why a paper does not stand behind a move (EQP7); undefined where it does. */
export function paperProblem(
  paper: Paper | null,
  { needed, today }: { readonly needed: boolean; readonly today: PlainDate },
): ReturnType<typeof refuse<EquipmentRefusalCode>> | undefined {
  if (needed && (paper === null || paper.number.trim() === '')) return refuse('EQUIPMENT_PAPER_MISSING');
  if (paper !== null && paper.date > today) return refuse('EQUIPMENT_DATE_IN_FUTURE', { date: paper.date });
  return undefined;
}

function checkDestination(
  to: Whereabouts,
  { set, occupantId }: Destination,
  today: PlainDate,
): Outcome<null, EquipmentRefusalCode> {
  if (to.at === 'set') {
    if (set === null || set.retired) return refuse('EQUIPMENT_SET_RETIRED');
    if (occupantId !== null) return refuse('EQUIPMENT_SLOT_TAKEN');
  }
  if (to.at === 'loan' || to.at === 'repair') {
    if (to.to.trim().length < 3) return refuse('EQUIPMENT_RECIPIENT_MISSING');
    if (to.at === 'loan' && to.dueOn === null) return refuse('EQUIPMENT_LOAN_DAY_MISSING');
    if (to.dueOn !== null && to.dueOn < today) return refuse('EQUIPMENT_DUE_DATE_PAST', { date: to.dueOn });
  }
  return succeed(null);
}

/** Whether two whereabouts are the same spot. A new due date of a loan is a new loan. */
export function sameWhereabouts(a: Whereabouts, b: Whereabouts): boolean {
  switch (a.at) {
    case 'set':
      return b.at === 'set' && a.setId === b.setId;
    case 'store':
      return b.at === 'store' && a.placeId === b.placeId;
    case 'loan':
    case 'repair':
      return a.at === b.at && a.to === (b as typeof a).to && a.dueOn === (b as typeof a).dueOn;
    default:
      return a.at === b.at;
  }
}

/** A loan or a repair whose day has passed, or a component lent to us that is owed back. */
export function isOverdue(component: Pick<Component, 'where' | 'owner'>, today: PlainDate): boolean {
  const { where, owner } = component;
  if ((where.at === 'loan' || where.at === 'repair') && where.dueOn !== null && where.dueOn < today)
    return true;
  return owner.kind === 'lent' && owner.dueOn !== null && owner.dueOn < today && where.at !== 'written-off';
}
