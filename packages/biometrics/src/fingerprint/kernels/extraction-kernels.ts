/** A picture at half resolution in a frame of zeros: the window of 16 × 16 at point (c, r) starts at 4 c, 4 r. */
export interface HalfPicture {
  readonly width: number;
  readonly height: number;
  readonly values: Int16Array;
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

/** The costly loops of extraction. The compiled ones and their readable twins give the same bits. */
export interface ExtractionKernels {
  /** Amplitudes of all waves at each point, as `RidgeSpectrum.amplitude`. */
  waveAmplitudes(half: HalfPicture, columns: number, rows: number, waves: WaveTaps): Float64Array;
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
