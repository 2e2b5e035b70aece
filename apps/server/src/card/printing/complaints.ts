/** What ails a printer and since when, from what was last heard of it. */
import type { PrinterCondition } from '@rekam/devices/printer/ipp-printer.ts';
import { type PrinterTrouble, troublesOf } from '@rekam/devices/printer/trouble.ts';
import type { ComplaintKind, Instant, Outcome, PrinterComplaint } from '@rekam/domain';
import type { Sentence } from '@rekam/protocol/words/sentence.ts';

/** What was last heard of a printer. */
export type Heard = Outcome<PrinterCondition>;

const notAccepting: PrinterTrouble = {
  reason: 'not-accepting-jobs',
  group: 'supply',
  id: 'Printer tidak menerima pekerjaan. Lanjutkan antreannya, atau lihat panelnya.',
  en: 'The printer accepts no jobs. Resume its queue, or look at its panel.',
};
/** In words of their own: the refusals of the same codes speak of one job. */
const silences: Readonly<Record<string, Sentence>> = {
  PRINTER_UNREACHABLE: {
    id: 'Printer tidak terhubung. Periksa listrik dan kabel jaringannya.',
    en: 'The printer cannot be reached. Check its power and network cable.',
  },
  PRINTER_SILENT: {
    id: 'Printer terhubung tetapi tidak menjawab. Matikan, tunggu sebentar, lalu nyalakan lagi.',
    en: 'The printer is connected and does not answer. Switch it off, wait a moment, and on again.',
  },
  PRINTER_UNREADABLE: {
    id: 'Jawaban printer tidak dapat dibaca. Matikan, tunggu sebentar, lalu nyalakan lagi.',
    en: 'The printer’s answers cannot be read. Switch it off, wait a moment, and on again.',
  },
};

/** The troubles because of which a printer prints nothing now. */
export function hindrancesOf(heard: Heard): readonly PrinterTrouble[] {
  if (!heard.ok) return [];
  const { accepting, troubles } = heard.value;
  const hindering = troubles.filter(({ group }) => group !== 'note');
  return accepting || hindering.length > 0 ? hindering : [notAccepting];
}

/**
 * What ails it now; what was heard before goes on since then.
 * @param waited whether cards wait for it: only then its silence ails anybody
 */
export function complaintsOf(
  before: readonly PrinterComplaint[],
  heard: Heard,
  waited: boolean,
  now: Instant,
): PrinterComplaint[] {
  const since = (reason: string): Instant => before.find((known) => known.reason === reason)?.since ?? now;
  if (heard.ok)
    return hindrancesOf(heard).map(({ reason, group }) => ({
      reason,
      kind: group === 'fault' ? 'fault' : 'supply',
      since: since(reason),
    }));
  const { code } = heard;
  return waited && Object.hasOwn(silences, code)
    ? [{ reason: code, kind: 'silence', since: since(code) }]
    : [];
}

/** A fault, something to refill, or silence. */
export function kindOfComplaint(reason: string): ComplaintKind {
  if (reason === notAccepting.reason) return 'supply';
  if (Object.hasOwn(silences, reason)) return 'silence';
  return troublesOf([reason])[0]!.group === 'supply' ? 'supply' : 'fault';
}

/** A complaint in words. */
export function sayComplaint(reason: string): Sentence {
  if (reason === notAccepting.reason) return notAccepting;
  return Object.hasOwn(silences, reason) ? silences[reason]! : troublesOf([reason])[0]!;
}
