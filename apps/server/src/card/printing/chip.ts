/**
 * The chip of a card, as a port: its keys lie in a SAM that the centre hands out with its official application, so an
 * office writes chips from Rekam only where somebody has connected such a writer.
 */
import type { Outcome } from '@rekam/domain';

/** Who wrote the chip, or is to write it. */
export type ChipMark = 'written' | 'official-application';

export interface ChipWriter {
  /**
   * Writes the chip of the card that was just printed and reads it back. One that is written already answers as written:
   * after a crash it is asked again. A refusal leaves the chip to the official application.
   */
  readonly write: (card: { readonly piece: string; readonly nik: string }) => Promise<Outcome<null>>;
}

export interface MarkedChip {
  readonly chip: ChipMark;
  /** Code under which the writer refused; null: it wrote, or there is none. */
  readonly refused: string | null;
}

export const chipLeft: MarkedChip = { chip: 'official-application', refused: null };

/** CRD42. @param writer null: no SAM is connected */
export async function markChip(
  writer: ChipWriter | null,
  card: { readonly piece: string; readonly nik: string },
): Promise<MarkedChip> {
  if (writer === null) return chipLeft;
  const written = await writer.write(card);
  return written.ok ? { chip: 'written', refused: null } : { ...chipLeft, refused: written.code };
}
