import { countDoublePrinted, countOrderViolations, countUnaccounted, deriveWhereabouts } from './judge.ts';
import type { Played } from './play.ts';
import type { IssuanceResult } from './result.ts';

/** Consignments that overlap an earlier one, and were tried. */
const overlapsTried = 2;

/** What is to be said of a run; nothing is asked of the office any more. */
export function judge(played: Played): IssuanceResult {
  const { residents, stages, heard, blanks, day, printerFaults, handedOver, checked, book } = played;
  const truth = deriveWhereabouts({ ...day, pieces: blanks.pieces, handedOver: handedOver.cards });
  const printsLeft = blanks.pieces.length - day.touches.length;
  return {
    residents,
    stages,
    ledgerBalanced: book.balanced && book.printsLeft.every((left) => left === printsLeft),
    piecesUnaccounted: countUnaccounted(book.pieces, truth),
    orderViolations: countOrderViolations(day.orders),
    lettersValid: checked.valid,
    lettersVoid: checked.voided,
    doublePrinted: countDoublePrinted(day.touches, day.setAside),
    misfortunes: {
      mediaEmpty: printerFaults['media-empty'],
      jams: printerFaults.jam,
      coversOpen: printerFaults['cover-open'],
      brokenOff: printerFaults['break-off'],
      smeared: day.setAside.size,
      officeKilled: day.officeKilled,
      notFoundByFinger: handedOver.ways['two-officers'],
      withoutPrint: handedOver.ways['no-print'],
      refused:
        handedOver.refused +
        blanks.overlapsRefused +
        Number(heard.backwardsRefused) +
        day.secondClicksRefused,
    },
    complaints: complaintsAbout(played),
  };
}

function complaintsAbout({
  exported,
  heard,
  letters,
  doublesAsking,
  blanks,
  day,
  handedOver,
  checked,
}: Played): string[] {
  const ended = handedOver.lettersTaken.size;
  const must: readonly (readonly [boolean, string])[] = [
    [exported.signed, 'the export does not bear the signature of the office'],
    [exported.secondRefused, 'recordings went into a second export'],
    [heard.backwardsRefused, 'words of the centre that go back were taken'],
    [letters.refused === doublesAsking, 'letters were refused to others than doubles'],
    [blanks.overlapsRefused === overlapsTried, 'a consignment with overlapping serials was taken'],
    [checked.voided === ended, `${checked.voided} letters are void where ${ended} were taken in`],
    [
      checked.valid === letters.issued - ended,
      `${checked.valid} letters are valid where ${letters.issued - ended} should be`,
    ],
  ];
  const broken = must.flatMap(([kept, complaint]) => (kept ? [] : [complaint]));
  return [...day.complaints, ...handedOver.complaints, ...broken];
}
