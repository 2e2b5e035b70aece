import type { Wording } from '../wording.ts';
import type { turnedAwayId } from './turned-away-id.ts';

export const turnedAwayEn: Wording<typeof turnedAwayId> = {
  open: (today) => (today === 0 ? 'Turned away' : `Turned away (${today})`),
  heading: 'Resident turned away',
  lead: 'Count once for each resident who came and had to go home. No names; it counts without a line, too.',
  service: 'Service they came for',
  services: {
    rekam: 'Recording',
    kirim: 'Sending of data',
    tunggal: 'Uniqueness result',
    cetak: 'Card printing',
    suket: 'Substitute letter',
  },
  cause: 'Why',
  causes: {
    device: 'Device broken',
    power: 'No power',
    line: 'No line',
    blanks: 'No blanks left',
    staff: 'Nobody at the counter',
    quota: 'Quota of today used up',
    other: 'Something else',
  },
  count: 'Count one',
  counted: (today) => `Counted. ${today} today.`,
  undo: 'Take the last one back',
  undone: (today) => `Taken back. ${today} today.`,
};
