/** A picture at half resolution in a frame of zeros: the window of 16 × 16 at point (c, r) starts at 4 c, 4 r. */
export interface HalfPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Int16Array;
}

/** Points in rows; `skin` is 1 where there is any. */
export interface PointGrid {
  readonly columns: number;
  readonly rows: number;
  readonly skin: Uint8Array;
}

/** Waves of all periods, and of all orientations of the first quarter turn, with 16 taps each of 10 bits. */
export interface WaveTaps {
  readonly periods: number;
  /** Of half a turn; even. */
  readonly orientations: number;
  /** For each period and each of `orientations / 2 + 1` angles: across cosine, across sine, down cosine, down sine. */
  readonly taps: Int16Array;
  /** Amplitude of what counts as 1. */
  readonly perfect: number;
}

/** A picture freed of brightness and contrast. */
export interface EvenPicture {
  readonly width: number;
  readonly height: number;
  /** (grey − local mean) / (local deviation + floor) × unit, at most four deviations. */
  readonly values: Int16Array;
  /** Local deviation of greys in quarters of a level. */
  readonly deviation: Uint16Array;
}

export interface ContrastScale {
  /** Half the side of the window in pixels, without its middle. */
  readonly radius: number;
  readonly unit: number;
  /** In greys. */
  readonly floor: number;
}

/** The costly loops of extraction. The compiled ones and their readable twins give the same bits. */
export interface ExtractionKernels {
  /** Softens the grain, then takes mean and deviation of the window around each pixel, cut at the edges. */
  evenOut(pixels: Uint8Array, width: number, height: number, scale: ContrastScale): EvenPicture;
  /**
   * Squared amplitude of each wave at each point with skin (1), then mixed with the points around it: 1 the point
   * itself, `neighbour` beside it, its square aslant. At `(point × periods + period) × orientations + orientation`.
   */
  ridgePower(half: HalfPicture, grid: PointGrid, waves: WaveTaps, neighbour: number): Float64Array;
  /**
   * Each pixel through the 16 × 16 filter that its cell of 4 × 4 pixels chose, an index into `filters` or −1 for
   * none (0). `framed` is the picture in a frame of 8 zeros; sums are shifted down by 13 bits.
   */
  filterCells(
    framed: Int16Array,
    width: number,
    height: number,
    filters: Int16Array,
    chosen: Int16Array,
  ): Int16Array;
  /** One-pixel lines of the ink (1), whose rim is empty; `table` says per neighbourhood which pass (1, 2) deletes. */
  thinned(ink: Uint8Array, width: number, table: Uint8Array): Uint8Array;
}
