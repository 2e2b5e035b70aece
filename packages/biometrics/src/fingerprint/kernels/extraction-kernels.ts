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
  /**
   * For each period and each of `orientations / 2 + 1` angles: across cosine, across sine, down cosine, down sine.
   * Across, cosines are the same backwards and sines the same with their sign turned.
   */
  readonly taps: Int16Array;
  /** Natural logarithm of each period. */
  readonly logPeriods: Float64Array;
  /** Cosine and sine of twice the angle of each orientation; an even number of orientations in half a turn. */
  readonly turns: Float64Array;
  /** Amplitude of what counts as 1. */
  readonly perfect: number;
}

/** What is strongest around each point, by one index; 0 where there is no skin. Powers are squared amplitudes. */
export interface StrongestWaves {
  /** Doubled direction of the strongest orientation and its neighbours, weighted by the squares of their powers. */
  readonly cosine: Float64Array;
  readonly sine: Float64Array;
  /** Squares of the power in that orientation, summed over the periods, and the same weighing their logarithms. */
  readonly weight: Float64Array;
  readonly logs: Float64Array;
  /** Power of the strongest period: about 1 for a perfect wave. */
  readonly top: Float64Array;
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
   * Takes the power of each wave at each point with skin (1), mixed with the points around it: 1 the point itself,
   * `neighbour` beside it, its square aslant; and tells the strongest.
   */
  strongestWaves(half: HalfPicture, grid: PointGrid, waves: WaveTaps, neighbour: number): StrongestWaves;
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
  /**
   * 1 on lines one pixel wide along what is below 0, thinned as Zhang and Suen (1984) do, without the rim; then pixel
   * after pixel goes whose neighbourhood (eight bits, clockwise from above) `corners` names by 1.
   */
  ridgeLines(enhanced: Int16Array, width: number, height: number, corners: Uint8Array): Uint8Array;
}
