/** The centre's words for where a recording stands, as the monitoring of recordings prints them. */
export const centreStatuses = [
  'UNREGISTERED',
  'BIO_CAPTURED',
  'PROCESSING',
  'SENT_FOR_ENROLLMENT',
  'PACKET_RETRY',
  'RECEIVED_AT_CENTRAL',
  'ENROLL_FAILURE_AT_REGIONAL',
  'ENROLL_FAILURE_AT_CENTRAL',
  'SEARCH_FAILURE_AT_CENTRAL',
  'REQUEST_VALIDATION',
  'ADJUDICATE_RECORD',
  'ADJUDICATE_IN_PROCESS',
  'DUPLICATE_RECORD',
  'PRINT_READY_RECORD',
  'SENT_FOR_CARD_PRINTING',
  'CARD_PRINTED',
  'CARD_SHIPPED',
  'CARD_ISSUED',
] as const;
export type CentreStatus = (typeof centreStatuses)[number];

/** What a status means to the person it is about. */
export type CentreStage =
  | 'not-recorded'
  | 'sending'
  | 'sent'
  | 'checking'
  | 'failed'
  | 'searching-again'
  | 'undecided'
  | 'doubled'
  | 'ready'
  | 'printing'
  | 'printed'
  | 'issued';

interface Standing {
  /** Place in the order of CTR12. */
  readonly rank: number;
  readonly stage: CentreStage;
  /** Whether the way may lead back from here. */
  readonly setback: boolean;
  /** Short codes and other spellings seen in local lists. */
  readonly alsoWritten: readonly string[];
}

const onward = (rank: number, stage: CentreStage, ...alsoWritten: string[]): Standing => ({
  rank,
  stage,
  setback: false,
  alsoWritten,
});
const setback = (rank: number, stage: CentreStage, ...alsoWritten: string[]): Standing => ({
  rank,
  stage,
  setback: true,
  alsoWritten,
});

const standings: Readonly<Record<CentreStatus, Standing>> = {
  UNREGISTERED: onward(0, 'not-recorded', 'BELUM REKAM'),
  BIO_CAPTURED: onward(1, 'sending', 'BIO'),
  PROCESSING: onward(2, 'sending', 'PRO'),
  SENT_FOR_ENROLLMENT: onward(3, 'sent', 'SFE', 'SENT FOR ENROLMENT'),
  PACKET_RETRY: setback(3, 'sending'),
  RECEIVED_AT_CENTRAL: onward(4, 'checking'),
  ENROLL_FAILURE_AT_REGIONAL: setback(5, 'failed'),
  ENROLL_FAILURE_AT_CENTRAL: setback(5, 'failed', 'EFC', 'EFAC'),
  SEARCH_FAILURE_AT_CENTRAL: setback(5, 'searching-again'),
  REQUEST_VALIDATION: setback(5, 'undecided'),
  ADJUDICATE_RECORD: setback(5, 'undecided', 'ADJ', 'ADJUDICATE'),
  ADJUDICATE_IN_PROCESS: setback(5, 'undecided'),
  DUPLICATE_RECORD: setback(5, 'doubled', 'DUP', 'DUF', 'DUPLICATE'),
  PRINT_READY_RECORD: onward(6, 'ready', 'PRR'),
  SENT_FOR_CARD_PRINTING: onward(7, 'printing'),
  CARD_PRINTED: onward(8, 'printed'),
  CARD_SHIPPED: onward(9, 'printed'),
  CARD_ISSUED: onward(10, 'issued'),
};

export const stageOf = (status: CentreStatus): CentreStage => standings[status].stage;

/** CTR12: whether a step from one status to another contradicts the order. */
export function contradicts(before: CentreStatus, after: CentreStatus): boolean {
  const { rank, setback: mayGoBack } = standings[before];
  return !mayGoBack && standings[after].rank < rank;
}

/** What an office calls a status, where it does not use the centre's own word; 1–60 characters. */
export type CentreLabels = Readonly<Partial<Record<CentreStatus, string>>>;

const spelt = (word: string): string =>
  word
    .trim()
    .toUpperCase()
    .replaceAll(/[\s_-]+/g, ' ');

/** How a status is written, in upper case and with blanks for other signs: its own name, and what lists call it. */
export const spellingsOf = (status: CentreStatus): string[] =>
  [status, ...standings[status].alsoWritten].map(spelt);

const ownNames = new Map<string, CentreStatus>(
  centreStatuses.flatMap((status) => spellingsOf(status).map((name) => [name, status] as const)),
);

/** CTR2: the status a word stands for; undefined for a word nobody knows. */
export function findCentreStatus(word: string, labels: CentreLabels = {}): CentreStatus | undefined {
  const wanted = spelt(word);
  if (wanted === '') return undefined;
  return (
    ownNames.get(wanted) ??
    centreStatuses.find((status) => labels[status] !== undefined && spelt(labels[status]) === wanted)
  );
}

const wordsForDead = ['MENINGGAL', 'MENINGGAL DUNIA', 'WAFAT', 'DECEASED'];

/** CTR23: whether a word says that the resident died. */
export const meansDead = (word: string): boolean => wordsForDead.includes(spelt(word));

/** CTR3: the first status whose name would be taken for another one; undefined where all are apart. */
export function findAmbiguousLabel(labels: CentreLabels): CentreStatus | undefined {
  const taken = new Map(ownNames);
  return centreStatuses.find((status) => {
    const label = labels[status];
    if (label === undefined) return false;
    if (meansDead(label)) return true;
    const name = spelt(label);
    const holder = taken.get(name);
    taken.set(name, status);
    return name === '' || (holder !== undefined && holder !== status);
  });
}
