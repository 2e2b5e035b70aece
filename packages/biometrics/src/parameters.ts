/**
 * Every number of this package that was chosen rather than given by a standard, in the order of the pipeline: reading,
 * judging, extraction, template, comparison, galleries, and last the synthetic samples. Each says its unit and where it
 * comes from; where nothing is said, it was found by the error rates that PERFORMANCE.md tells.
 */

// Reading what a stranger sends.

/** What a stranger's bytes may ask of us before they are refused. */
export const limits = {
  /** Bytes of one record. A slap at 1000 dpi, raw, is 9 MB; nothing a counter's device sends is larger. */
  recordBytes: 16 * 1024 * 1024,
  /** Pictures in one record: ten fingers and three slaps, with room for second takes. */
  representations: 32,
  /** Quality or certification blocks of one picture; the field could say 255. */
  blocks: 16,
  /** Landmark points of one face; ISO/IEC 19794-5 names fewer than a hundred. */
  landmarks: 256,
  /** Pixels on either side of a picture. */
  side: 8000,
  /** Pixels of one decoded picture: 4 Mpx bounds memory at 4 MB grey, 12 MB colour. */
  pixels: 4_194_304,
  /** Tiles of a JPEG 2000 picture. Each costs the decoder kilobytes, and a header may claim 65,535. */
  jpeg2000Tiles: 64,
  /** Taps of a WSQ filter; the one everybody uses has nine. */
  wsqTaps: 32,
  /** Memory of one JPEG decode in MB: coefficients and planes of `pixels` in colour. */
  jpegMemoryMb: 160,
  /** Points per centimetre of a minutiae record: 250 to 1,016 dpi, what finger scanners have. */
  perCentimetreLeast: 98,
  perCentimetreMost: 400,
  /** Files in one folder of prints; the largest public set has 5,000. */
  printFiles: 20_000,
} as const;

// Judging a picture at a glance.

/** How pictures are judged. Greys are levels of 0–255. */
export const judging = {
  finger: {
    /** Side of a block in pixels at 500 dpi: two ridges. */
    block: 16,
    /** Deviation of greys inside a block from which it counts as skin. */
    skinDeviation: 16,
    /** Mean coherence of the gradients of a print that is worthless, and of a clean synthetic one. */
    coherenceNone: 0.35,
    coherenceFull: 0.92,
    /** Above 1 a doubtful print is judged harder than in proportion. */
    clarityPower: 1.25,
    /** Skin that is too little to compare, and that of a finger laid down well, in mm². */
    areaNoneMm2: 25,
    areaFullMm2: 180,
    /** Deviation of greys between ridges and valleys that is full contrast. */
    contrastFull: 65,
  },
  iris: {
    /** Mean gradient in the middle of the picture, in greys a pixel at half size: blurred, and sharp. */
    sharpNone: 1.5,
    sharpFull: 6.5,
    /** Deviation of the sensor's noise that halves the score, in greys. */
    noiseHalves: 14,
    darkest: 50,
    lightest: 215,
  },
  face: { sharpNone: 0.4, sharpFull: 3, noiseHalves: 14, darkest: 40, lightest: 225 },
} as const;

/** What is said of a portrait at a glance. Shares are of the picture's size or of the pixels looked at. */
export const framing = {
  /** Width of each outer strip that shows the background. */
  strip: 0.18,
  /** Coloured pixels that must agree; set on drawn and plain backgrounds under warm and cold light. */
  agreeingShare: 0.55,
  /** Below this saturation or brightness a pixel has no colour worth counting. */
  leastSaturation: 0.28,
  leastBrightness: 0.16,
  /** Height below which neck and hands are. */
  chin: 0.74,
  /** Skin in the oval below which there is no face, from which it is large enough, and at which the oval is full. */
  leastFace: 0.16,
  enoughFace: 0.42,
  fullFace: 0.85,
  /** Skin outside the oval at which something else looks like skin, and at which the face runs over the edge. */
  mostOutside: 0.35,
  edgeOutside: 0.16,
  /** Distance of the middle of the skin from that of the oval. */
  mostAside: 0.1,
  /** Chrominance of skin (Chai and Ngan 1999: Cb 77–127, Cr 133–173), the darkest that is looked at. */
  skin: { cbFrom: 77, cbTo: 127, crFrom: 133, crTo: 173, darkest: 40 },
} as const;

// The fingerprint engine: picture, template, comparison.

/**
 * How a template is made from a picture, in the order of the pipeline. Lengths are pixels at 500 dpi. Origin, where
 * nothing else is said: varied on FVC2002 DB1 and DB4 and FVC2004 DB3 (sets B), see PERFORMANCE.md.
 */
export const extraction = {
  /** Resolutions in dpi that are accepted. */
  leastDpi: 300,
  mostDpi: 1000,
  /** Shortest side of a picture: 6 mm hold too few ridges to say anything. */
  leastSide: 96,

  // Contrast
  /** Radius of the window of mean and deviation: three ridges across. */
  contrastRadius: 13,
  /** Deviation of greys that is added to the measured one, so that an empty glass is not blown up. */
  contrastFloor: 2,
  /** Value of one deviation after normalisation. */
  contrastUnit: 128,

  // Waves, field and mask
  /** Distance of the points at which the spectrum is taken. */
  step: 8,
  /** Skin: deviation of greys below which there is no finger. */
  leastDeviation: 3,
  /** And as a share of that from which the liveliest tenth of the picture begins. */
  leastLiveliness: 0.25,
  livelyShare: 0.1,
  /** Waves of the spectrum: orientations, ridge periods, and deviation of the window in half pixels. */
  orientations: 16,
  periods: [5.2, 6.2, 7.4, 8.9, 10.6, 12.7],
  windowDeviation: 4,
  /** Deviation in steps of the smoothing of the spectrum, of orientation and of period. */
  spectrumSmoothing: 0.8,
  orientationSmoothing: 1.6,
  periodSmoothing: 3,
  /** Share of a perfect wave that a point needs to count as ridges, after smoothing. */
  leastCoherence: 0.17,
  /** How well ridges around a point must run together: 0 in noise, 1 where all are parallel. */
  leastFlow: 0.35,
  /** Points that must hold ridges: 17 mm². */
  leastPoints: 100,
  /** The same on average over all points with ridges: real prints have 0.85 and more, noise under 0.7. */
  leastMeanFlow: 0.75,

  // Enhancement
  /** Filters of the enhancement: orientations, and periods from the first by the factor. */
  filterOrientations: 32,
  filterPeriodFirst: 5,
  filterPeriodFactor: 1.1,
  filterPeriods: 11,
  /** Deviation of the filter across the ridge as a part of the period, and along it in pixels. */
  filterAcross: 0.42,
  filterAlong: 5,

  // Graph of the lines
  /** Shortest ridge that stands alone, shortest spur, widest hole, bridge and gap that are mended, along the line. */
  leastFragment: 14,
  leastSpur: 9,
  widestHole: 16,
  widestBridge: 9,
  widestGap: 9,
  /** Cosine to the ridges around below which a short line crosses them. */
  bridgeAlong: 0.6,
  /** Pixels of line that tell which way an end looks, and the cosine from which two ends look at each other. */
  gapReach: 10,
  gapFacing: 0.7,
  /** Times that all of this is done: what is mended shows what else was wrong. */
  cleaningRounds: 2,

  // Minutiae and quality
  /** Distance from the edge of the ridges within which nothing is kept, and from which all is trusted. */
  borderNone: 12,
  borderFull: 40,
  /** Reliability next to the edge as a share of that inside, and the coherence from which a point is wholly clear. */
  edgeTrust: 0.4,
  clearCoherence: 0.625,
  /** How far outside of an ending there must still be ridges. */
  borderReach: 20,
  /** Pixels of ridge along which direction is taken. */
  directionReach: 12,
  /** Ends and forks without which there is nothing to compare. */
  leastMinutiae: 5,
  /** Where each part of the quality is nothing, and where it is full: between the worst and a good print of five sets. */
  quality: {
    clarity: { none: 0.25, full: 0.55 },
    flow: { none: 0.75, full: 0.97 },
    /** Sum of reliabilities of the points. */
    reliable: { none: 0, full: 25 },
  },
} as const;

/** Bounds of a fingerprint template. */
export const fingerprintTemplate = {
  /** Raised whenever templates of before and after should not meet in one comparison. */
  version: 1,
  /** Pixels on either side at 500 dpi: 104 mm, a whole palm. Positions in 1/8 pixel fit 16 bits. */
  side: 2048,
  /** Points of one finger, the most that ISO/IEC 19794-2 can count. */
  minutiae: 255,
  /** Cells of a ridge map: the largest picture in cells of 16 pixels. */
  cells: 16_384,
} as const;

/**
 * How two templates are compared, in the order of the comparison. Lengths are pixels at 500 dpi. Origin, where
 * nothing else is said: tried on FVC2002 DB1 and DB4 and FVC2004 DB3 (sets B), with the rest kept apart to check.
 */
export const comparison = {
  /** Points that are compared, the most reliable; more hardly ever are true. */
  points: 96,
  /** Skin without a ridge map: margin around the points' hull, and side of a cell. */
  hullMargin: 25,
  hullCell: 12,
  cylinder: {
    /** Radius of the surroundings: Cappelli, Ferrara and Maltoni (2010), as is the spread over the ground. */
    radius: 70,
    groundSpread: 9.3,
    /** Spread between angles in radians; theirs, that is 40°. */
    angleSpread: 0.7,
    /** Height from which a bit is set: one neighbour at 1.7 deviations. */
    threshold: 0.24,
  },
  /** Points whose surroundings are compared: what the time for a comparison allows. */
  seedPoints: 48,
  /** Settings of the kernel, explained in comparison-kernels.ts. */
  seeds: {
    cellsLeast: 26,
    least: 50,
    seeds: 40,
    rounds: 4,
    prior: 8,
    best: 8,
    norm: 16,
    /** One comparison of different fingers in thirteen passes; of one finger, all that would pass in the end do. */
    evidenceLeast: 0.8,
    /** Displacement that two pairs may have, in pixels, and what it grows by with each pixel between them. */
    shift: 10,
    slope: 0.25,
    /** Difference between their turns, in 1/256 turn, at which nothing is left of the weight. */
    turn: 20,
  },
  growth: {
    /** Seeds from which a pairing is grown; the best is taken. */
    hypotheses: 2,
    /** Seeds that set the first movement, and how far from it they may lie: at the place, per pixel, in radians. */
    startPairs: 6,
    startShift: 20,
    startSlope: 0.15,
    startTurn: 0.5,
    rounds: 3,
    /** Pixels of lever that make a direction count as much as a position. */
    directionLever: 20,
    /** How far a pair's displacement is felt, its weight against none at all, and the most it may amount to. */
    bendReach: 60,
    bendPrior: 0.3,
    bendMost: 24,
    /** How far a mate may lie from its place: at once, per pixel to the nearest pair, at most; and in 1/256 turn. */
    tolerance: 8,
    toleranceSlope: 0.06,
    toleranceMost: 18,
    turnTolerance: 20,
    /** Deviations by which closeness falls. */
    shiftSpread: 10,
    turnSpread: 10,
  },
  evidence: {
    /** Area times share of directions, in px², in which a chance pair is taken for close. */
    chanceArea: 72,
    leastArea: 4096,
    /** Weights, rounded from a logistic fit that gave support and surprise little. */
    supportWeight: 0.3,
    accordWeight: 1,
    surpriseWeight: 0.12,
    /** Line through the impostors' tail; score 20 to 40. */
    scoreAtNothing: 0,
    scoreOfOne: 8.3,
  },
  persons: {
    /** Points below which a print cannot tell that it is of somebody else. */
    pointsLeast: 12,
    /** Score below which good prints are of different fingers: half of them lie far lower, one in ten above. */
    scoreOfStrangers: 10,
  },
} as const;

// Galleries: codes of all, votes of a short list, the answer.

/**
 * How a finger becomes a short code by which a gallery is searched first. Lengths are pixels at 500 dpi. Found by
 * the spread between and within fingers, synthetic ones and those real prints that were not held out.
 */
export const descriptor = {
  /** Cells of the ridge plane: two or three ridges. */
  cell: 32,
  /** How far a point's direction is believed where no ridge map came along, and how much belief a cell needs. */
  guessReach: 80,
  guessLeast: 0.15,
  reference: {
    /** Places tried are this far apart; a parabola finds the rest. */
    step: 16,
    /** Ridges around a place that have a say: about ten. */
    reach: 93,
    /** Distance from the middle of the print at which a place counts half. */
    middleReach: 200,
  },
  /** Places around the reference point, an odd number across and down, and the distance between them. */
  across: 9,
  down: 11,
  step: 28,
  /** How far around a place ridges and points are felt. */
  ridgeReach: 53,
  pointReach: 40,
  /** Weight of knowing nothing, as a part of a full cell. */
  doubt: 0.3,
  /** Directions in which points are counted apart: 60° each. */
  directions: 6,
  /** The most reliable points that count. */
  points: 60,
  /** Numbers left of a finger's features, a power of two, and bits of its code, a multiple of that. */
  axes: 128,
  bits: 512,
  /** Bits of it by which everybody is looked at first: one machine word. */
  glanceBits: 64,
  /** Points from which a print says as much as usual, and from which it says more. */
  kinds: [16, 30],
} as const;

/** What the distance of two codes is taken to say. */
export const evidence = {
  /** Share of mates whose reference points do not agree. */
  astray: 0.06,
  /** The most that one finger may say, in nats. */
  most: 12,
} as const;

/** The quick look at the points of a short list. Lengths are pixels at 500 dpi, angles 1/256 turn. */
export const pointVote = {
  /** The most reliable points that vote. */
  points: 48,
  /** Bins of turn, ±34°, and of shift between the prints' middles, ±200. */
  turns: 6,
  turnStep: 8,
  places: 20,
  placeStep: 20,
  /** How near points must come to pair, under the vote and after it was refined; how alike they must look. */
  roughReach: 20,
  fineReach: 14,
  turnReach: 18,
} as const;

/** How a gallery keeps and looks through people. */
export const gallery = {
  /** Points kept of a print: more than a flat finger shows well. */
  points: 64,
  /** Persons in one shard: 84 MB of codes, and as much work as is lost when one is nearly empty. */
  shard: 131_072,
  /** Persons that a thread takes at a time: a third of a millisecond. */
  block: 2048,
  /** How many grains of 64 bytes larger a freed room may be than what moves in. */
  looseGrains: 4,
  /** Nats that the glances of so many fingers or more must say for somebody; with fewer, everybody's codes are read. */
  glanceLeast: -3,
  glanceFingers: 8,
  /** Part of the persons that the codes keep for the closer look, and its bounds. */
  kept: 2e-4,
  keptLeast: 20,
  keptMost: 1000,
  /** Of those, how many are compared point by point: those for whom the points vote most. */
  compared: 4,
  /** And only those for whom at least this part of the most votes speaks: beside somebody's mate no stranger has half. */
  votesLeast: 1 / 3,
  /** Candidates told that did not reach the score needed. */
  below: 5,
} as const;

/** When a search counts somebody as found, and when it doubts its answer. */
export const searching = {
  /** The most that one finger may vote for the comparison, so that one good finger does not hide nine. */
  votesMost: 8,
  /** Part of the fingers' scores that counts; see `scoreOfPersons`. */
  discount: 0.9,
  /** Fingers from which the codes keep their promise; points below which a print is poor. */
  enoughFingers: 4,
  poorPoints: 10,
  /** The rarest false match of two persons that was measured. */
  measuredRate: 1e-6,
} as const;

/** From what the code's axes are learnt. */
export const descriptorTraining = {
  /** Synthetic people, and touches of each of their fingers. */
  people: 1500,
  touches: 2,
  /** Sets of real prints that are never looked at for learning: the smallest glass, and the worst distortion. */
  heldOut: ['fvc2002_db3b', 'fvc2004_db1b'],
  /** How much the real prints say about the spread within fingers, and, being few fingers, between them. */
  realWithin: 0.5,
  realBetween: 0.2,
  /** Part of the mean variance that every feature is granted, against chance in the few real ones. */
  ridge: 0.5,
  /** People for the spread of distances, strangers looked at for each touch, and mates below which a pair of kinds takes all. */
  distancePeople: 250,
  strangers: 3,
  least: 200,
} as const;

// Samples of people who never lived: skin, touch, slap, eye, face, and fingers of points alone.

/** How a synthetic finger is grown. Lengths are pixels at 500 dpi (0.0508 mm). */
export const growth = {
  /** Canvas of a master: the pad of a thumb, 21 × 28 mm. */
  width: 416,
  height: 560,
  /** Distance from ridge to ridge by finger, thumb to little finger; adults have 0.41–0.51 mm. */
  periodOfFinger: [9.4, 8.8, 8.9, 8.7, 8.3],
  /** Spread of that between people, as a part of it: adults differ by a tenth either way. */
  periodSpread: 0.06,
  /**
   * What it does inside a finger, as parts of it: closer at the tip and wider at the crease; different from place to
   * place, and over what distance; and the bounds that it keeps.
   */
  distance: { slope: 0.05, variation: 0.07, cell: 130, shortest: 0.75, longest: 1.3 },
  /** How far ridges stray from their pattern, and over what distance: no two fingers run alike. */
  wave: { radians: 0.35, cell: 90 },
  /**
   * How patterns relax, see `relaxedFlow`: side of a cell, the most that ridges fan out in one (radians), stiffness,
   * distance over which a change fades, and rounds of the solution.
   */
  flow: { cell: 16, most: 0.5, stiffness: 0.05, reach: 80, rounds: 60 },
  /** Half width and height of the pad, thumb to little finger (14–18 mm by 20–24 mm), and its spread. */
  padOfFinger: [
    [178, 232],
    [152, 214],
    [156, 220],
    [150, 214],
    [136, 196],
  ],
  padSpread: 0.05,
  /** How much more skin is grown than the pad: pressure, lean and distortion reach that far. */
  margin: 1.2,
  /** Orientations between which filters are made: 48 steps of 3.75°, below what the eye sees. */
  orientations: 48,
  /** Ridge periods between which filters are made. */
  periods: 12,
  /** Widths of the filter across and along a ridge, in ridge periods: about three ridges wide. */
  sigmaAcross: 0.42,
  sigmaAlong: 0.62,
  /** Where the filter is cut off, in ridge periods, in the coarse and in the fine rounds. */
  coarseRadius: 1.25,
  fineRadius: 1.05,
  /** Rounds at half resolution, from noise to ridges; more rounds leave fewer minutiae. */
  coarseRounds: 14,
  /** Rounds at full resolution, for the fine form of the ridges. */
  fineRounds: 1,
  /** How much a round strengthens a perfect ridge before it is clipped. */
  gain: 2.6,
  /**
   * How far fingers of one pattern differ; see `FieldShape`. Core and delta lie 6 to 20 ridges apart, as Holt (1968)
   * counted them in loops.
   */
  field: {
    stray: 2,
    deltaAside: [55, 150],
    deltaBelow: [45, 150],
    tentBelow: [45, 120],
    tailFall: [38, 82],
    whorlHalf: [3, 34],
    archRise: [0.4, 1.6],
    loopTightness: [0.3, 1],
    loopReach: [150, 420],
  },
} as const;

/** How a synthetic finger touches the glass. Lengths are pixels at 500 dpi. */
export const printing = {
  /** Deviation of the finger's turn; people guided by an operator stay within about twice this. */
  rotationDeg: 6,
  /** Deviation of the finger's place on the glass. */
  shiftPx: 12,
  /** Largest elastic displacement of a careless touch; measured skin moves a millimetre and more when twisted. */
  distortionPx: 11,
  /** How far the contact's middle may lean from the pad's. */
  leanPx: 10,
  /** Grey of the empty glass and of a full ridge. */
  ground: 245,
  ridge: 22,
  /** Ridge height at which ink begins at normal pressure; below 0 ridges are wider than valleys. */
  threshold: -0.05,
  /** How much full pressure lowers that. */
  pressureSwell: 0.9,
  /** Grain of the worst sensor in grey levels, added twice. */
  grain: 64,
  /** Size of what varies over the finger: bend of the skin, its rim, wear, dry gaps and dirt, pores. */
  cells: { bend: 140, edge: 34, blotch: 46, crumb: 9, speck: 3.4 },
  /** How much the rim wavers, and where ink ends and begins to fade, as parts of the contact's radius. */
  rim: { waver: 0.06, outer: 1.08, inner: 0.9 },
  /** How much wear shifts the height at which ink begins, in half ridges, and the part of that on any skin. */
  wear: { level: 0.22, always: 0.3 },
  /** The same for dryness and its swing with wear; the gaps that it leaves, and where these begin. */
  dry: { level: 0.5, swing: 0.8, gaps: 0.9, from: 0.1, widens: 0.5, to: 0.5 },
  /** Pores: how much of the ink they take, and where; with noise they widen. */
  pores: { depth: 0.55, from: 0.62, widens: 0.2, to: 0.95 },
  /** Dirt between ridges, of the worst touch. */
  dirt: { depth: 0.35, from: 0.55, to: 0.9, stretch: 0.74 },
  /** Strength of a full ridge's ink, and what wear and pressure add. */
  ink: { plain: 0.78, worn: 0.14, pressed: 0.08 },
  /** Scratches and creases of the worst finger. */
  scratches: 22,
  /**
   * Ridges that break and run together: size of the patches and of the grit, and its height in half ridges; how they are
   * pushed aside; and the part of all that is the skin's own.
   */
  ragged: { patchCell: 60, gritCell: 2.6, gritHeight: 3.9, slipCell: 45, slipPx: 5, ofSkin: 0.5 },
} as const;

/** How people touch a glass when nobody guides them, fitted to the scores of real prints. Lengths are pixels at 500 dpi. */
export const ordinaryTouch = {
  /** How well the worst and the best skin print, 0–100, and the deviation between touches. */
  qualityLeast: 10,
  qualityMost: 80,
  qualitySpread: 12,
  /** Grain of the best and of the worst touch, as a part of the worst sensor's. */
  noiseLeast: 0.5,
  noiseMost: 1,
  /** Dryness of the best and of the worst touch. */
  dryLeast: 0.2,
  dryMost: 0.7,
  /** Raggedness of the best and of the worst touch. */
  raggedLeast: 0.4,
  raggedMost: 0.73,
  /** Elastic displacement of the best and of the worst touch. */
  bendLeast: 8,
  bendMost: 18,
  rotationDeg: 12,
  /** Size of the contact as a part of the pad, and its deviation; deviation of its middle on the pad. */
  contact: 0.78,
  contactSpread: 0.1,
  leanPx: 25,
  /** Deviation of the place on the glass. */
  shiftPx: 15,
} as const;

/** How four fingers lie on a slap scanner. Lengths are pixels at 500 dpi. */
export const slap = {
  /** How far neighbouring pictures overlap, so that four of 400 px fill a glass of 1500 px. */
  overlapPx: 30,
  /** How much higher each finger lies, from the left; a hand is about symmetric. */
  riseOfFour: [0, 130, 150, 40],
  /** Rows at the top of the first picture that no finger reaches: what the empty glass looks like. */
  grainRows: 4,
  /** Grey below which a pixel is taken for skin and not for glass. */
  inked: 225,
} as const;

/** A synthetic eye under near infrared. Lengths are pixels of a picture 640 wide, where an iris is about 240 across. */
export const eye = {
  irisRadius: 118,
  /** Pupil radius as a part of the iris radius: in bright light, and in the dark. */
  pupilNarrow: 0.28,
  pupilWide: 0.62,
  /** Columns and rows of the texture, around and outwards. */
  textureAround: 512,
  textureOutwards: 64,
  /** Greys under near infrared: pupil, iris, white of the eye, skin. */
  pupilGrey: 18,
  irisGrey: 112,
  scleraGrey: 172,
  skinGrey: 150,
  /** Contrast of the texture in grey levels. */
  textureContrast: 46,
  /** Grain of the worst sensor in grey levels. */
  grain: 26,
} as const;

/** A drawn face, in pixels. */
export const portrait = {
  width: 600,
  height: 800,
  /** Red and blue of the backgrounds for odd and even birth years, as printed on the card. */
  red: [178, 34, 40],
  blue: [34, 84, 168],
  /** How far a living head moves between frames, at most. */
  swayPx: 5,
} as const;

/** A finger of points alone, for galleries of millions. Lengths are pixels at 500 dpi. */
export const sparseGrowth = {
  /** Exponent of a person's skin, uniform to its power: below 1 most people print well. */
  goodSkinPower: 0.6,
  /** The worst skin, 0 hopeless to 1: of worse people no fingers are kept. */
  worstSkin: 0.4,
  /** Deviation of the skin between the fingers of a person. */
  skinSpread: 0.08,
  /** Share of fingers whose pattern is drawn once for the whole person: whorls keep company. */
  patternKinship: 0.35,
  /** Points of the skin a square pixel (0.22 mm⁻²), and its spread between fingers as a logarithm. */
  density: 5.1e-4,
  densitySpread: 0.18,
  /** Two points are never nearer: one ridge. */
  apart: 9,
  /** Candidates for each point wanted. */
  tries: 6,
  /** How far fingers of one pattern differ: less than drawn ones do, which makes strangers harder for the codes. */
  field: {
    wave: { radians: 0.16, cell: 110 },
    stray: 1,
    deltaAside: [85, 125],
    deltaBelow: [75, 120],
    tentBelow: [60, 100],
    tailFall: [48, 72],
    whorlHalf: [4, 17],
    archRise: [0.75, 1.25],
    loopTightness: [0.8, 0.8],
    loopReach: [260, 260],
  },
  /** Spread of the ridge distance between people, as a part of it. */
  periodSpread: 0.035,
  /** How much denser points lie at cores and deltas, and how far that reaches. */
  turnDensity: 0.8,
  turnReach: 45,
  /** How much neighbours agree on the side to which they look, and how far: 0 chance, above 1 always. */
  sideAgreement: 0.9,
  sideCell: 90,
  /** Share of points that end rather than fork. */
  endings: 0.55,
} as const;

/** How such a finger touches the glass, as its extractor sees it. Lengths are pixels at 500 dpi. */
export const sparsePrinting = {
  /** Most points before the least reliable are dropped. */
  most: 255,
  /** Deviation of how a touch goes from how the skin prints. */
  conditionSpread: 0.18,
  /** Deviation of the finger's turn. */
  rotationDeg: 9,
  /** Size of the contact as a part of the pad, and its deviation. */
  contact: 0.88,
  contactSpread: 0.12,
  /** Deviation of the contact's middle on the pad, and of the pad's on the glass. */
  leanPx: 16,
  shiftPx: 20,
  /** Share of touches that lean so many times farther. */
  careless: 0.12,
  carelessLean: 2.5,
  /** Glasses: width and height. */
  windows: [
    [388, 374],
    [300, 300],
    [288, 384],
    [400, 480],
    [300, 480],
  ],
  /** Elastic displacement: size of its features, its amplitude, and its least part of that. */
  bendCell: 130,
  bendPx: 9,
  bendLeast: 0.3,
  /** Deviation of a point's place and direction on perfect skin; doubled on hopeless skin. */
  jitterPx: 1.6,
  twist: 0.06,
  /** Share of points whose direction is four times as uncertain. */
  wildTwist: 0.1,
  /** Chance to miss a point on perfect skin, what hopeless skin adds, what varies over the print, how far that reaches. */
  missed: 0.1,
  missedFlaw: 0.4,
  missedBlotch: 0.35,
  blotchCell: 70,
  /** How much less a plain point is missed than a hair. */
  plainnessHelps: 0.4,
  kindMistaken: 0.2,
  /** Invented points a square pixel on perfect skin, what hopeless skin adds, and the deviation of their direction. */
  invented: 3e-5,
  inventedFlaw: 3e-4,
  inventedTwist: 0.35,
  /** Side of a cell of the ridge map, how much of the contact it covers (squared), and the deviation of its angles. */
  cell: 32,
  ridgeRim: 0.9,
  ridgeTwist: 0.06,
  /** How far hopeless skin leads the ridges astray over an area, in radians, and the size of such areas. */
  wander: 1.15,
  wanderCell: 80,
  /** Reliability of true and of invented points on perfect skin, and its deviation. */
  realReliability: 70,
  inventedReliability: 55,
  reliabilitySpread: 14,
  /** Deviation of the quality told from the true condition, of 100. */
  qualitySpread: 10,
} as const;
