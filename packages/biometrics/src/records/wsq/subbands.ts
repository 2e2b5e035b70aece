/**
 * How WSQ cuts a picture into 64 subbands (figure A.2 of IAFIS-IC-0110). A region is cut into four, its corners in
 * reading order, and some of those again, so that deeper means coarser. The last quarter of the whole picture, the
 * finest grain in both directions, is never sent.
 */
type Cut = 'sent' | 'not-sent' | readonly [Cut, Cut, Cut, Cut];

const four: Cut = ['sent', 'sent', 'sent', 'sent'];
const coarsest: Cut = [four, 'sent', 'sent', 'sent'];
const coarse: Cut = [coarsest, four, four, four];
const middle: Cut = [coarse, [four, four, four, four], [four, four, four, four], 'sent'];
const wholePicture: Cut = [middle, four, four, 'not-sent'];

/** A rectangle of the plane in which a picture's subbands lie side by side. */
export interface Region {
  readonly left: number;
  readonly top: number;
  readonly width: number;
  readonly height: number;
  /**
   * Whether the fast half comes first across, or down. Taking every second value of a fast half turns its waves
   * around, so what is fast in it was slow before.
   */
  readonly turnedX: boolean;
  readonly turnedY: boolean;
}

/** What becomes of a picture of that size: its subbands in the order of the file, and what is put together of what. */
export interface SubbandPlan {
  readonly subbands: readonly Region[];
  /** Regions that are put together of their four parts, coarsest first, so that all parts are ready before. */
  readonly joins: readonly Region[];
}

export function planSubbands(width: number, height: number): SubbandPlan {
  const subbands: Region[] = [];
  const joins: Region[] = [];
  const visit = (cut: Cut, region: Region): void => {
    if (cut === 'sent') subbands.push(region);
    if (typeof cut === 'string') return;
    quarter(region).forEach((part, i) => {
      visit(cut[i]!, part);
    });
    joins.push(region);
  };
  visit(wholePicture, { left: 0, top: 0, width, height, turnedX: false, turnedY: false });
  return { subbands, joins };
}

/** Values of the slow half and of the fast half of a line, and where each begins in it. */
export function halve(length: number, turned: boolean) {
  const [slow, fast] = [(length + 1) >> 1, length >> 1];
  return turned ? { slow, fast, slowAt: fast, fastAt: 0 } : { slow, fast, slowAt: 0, fastAt: slow };
}

function quarter({ left, top, width, height, turnedX, turnedY }: Region): Region[] {
  const across = Math.max(...startsOf(width, turnedX));
  const down = Math.max(...startsOf(height, turnedY));
  return [false, true].flatMap((lower) =>
    [false, true].map((right) => ({
      left: right ? left + across : left,
      top: lower ? top + down : top,
      width: right ? width - across : across,
      height: lower ? height - down : down,
      turnedX: right,
      turnedY: lower,
    })),
  );
}

const startsOf = (length: number, turned: boolean) => {
  const { slowAt, fastAt } = halve(length, turned);
  return [slowAt, fastAt];
};
