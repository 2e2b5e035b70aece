import type { RgbImage } from '../grey-image.ts';
import { portrait } from '../parameters.ts';
import { drawPaper, type Paper, type Rgb } from './paper.ts';
import { type Random, seededRandom } from './random.ts';

/** How one frame of a drawn face looks. */
export interface FaceOptions {
  /** The person; the drawing is of nobody. */
  readonly seed: string | number;
  /** Background of the photo: red for an odd birth year, blue for an even one. */
  readonly background: 'red' | 'blue';
  /** Number of the frame in a live picture: the head sways a little and the eyes blink. Default 0, a still. */
  readonly frame?: number;
  /** 0 earnest to 1 a broad smile; drawn from the seed by default. */
  readonly smile?: number;
  readonly width?: number;
  readonly height?: number;
}

interface Person {
  readonly skin: Rgb;
  readonly shade: Rgb;
  readonly hair: Rgb;
  readonly shirt: Rgb;
  readonly lips: Rgb;
  readonly faceWidth: number;
  readonly faceHeight: number;
  readonly jaw: number;
  readonly eyeGap: number;
  readonly eyeSize: number;
  readonly noseWidth: number;
  readonly mouthWidth: number;
  readonly browLift: number;
  readonly hairStyle: 'short' | 'long' | 'veil';
  readonly smile: number;
}

const skins: readonly Rgb[] = [
  [224, 172, 130],
  [198, 140, 98],
  [168, 114, 76],
  [141, 92, 60],
  [112, 72, 48],
];
const hairs: readonly Rgb[] = [
  [28, 24, 26],
  [44, 32, 28],
  [62, 46, 38],
  [120, 116, 114],
];
const cloths: readonly Rgb[] = [
  [238, 238, 234],
  [52, 74, 110],
  [122, 132, 92],
  [196, 170, 116],
  [90, 62, 92],
  [60, 110, 108],
];

function imagine(seed: string | number): Person {
  const random = seededRandom('face', seed);
  const pick = <T>(from: readonly T[]): T => from[random.below(from.length)]!;
  const skin = pick(skins);
  const style = random.next();
  return {
    skin,
    shade: darker(skin, 0.82),
    hair: random.next() < 0.12 ? hairs[3]! : hairs[random.below(3)]!,
    shirt: pick(cloths),
    lips: [Math.min(255, skin[0] * 0.92), skin[1] * 0.66, skin[2] * 0.66],
    faceWidth: random.between(0.15, 0.172),
    faceHeight: random.between(0.215, 0.24),
    jaw: random.between(0.72, 0.9),
    eyeGap: random.between(0.064, 0.076),
    eyeSize: random.between(0.024, 0.029),
    noseWidth: random.between(0.024, 0.034),
    mouthWidth: random.between(0.052, 0.07),
    browLift: random.between(0.044, 0.054),
    hairStyle: style < 0.5 ? 'short' : style < 0.75 ? 'long' : 'veil',
    smile: random.between(0.1, 0.5),
  };
}

const darker = ([red, green, blue]: Rgb, by: number): Rgb => [red * by, green * by, blue * by];

/** Head and shoulders of an invented person before a coloured wall, plainly a drawing. */
export function drawFace(options: FaceOptions): RgbImage {
  const { width = portrait.width, height = portrait.height, frame = 0 } = options;
  const person = imagine(options.seed);
  const motion = moveOf(options.seed, frame);
  const paper = drawPaper(width, height, portrait[options.background]);
  drawBody(paper, person);
  paper.shift((motion.x * height) / portrait.height, (motion.y * height) / portrait.height);
  drawHead(paper, person);
  drawFeatures(paper, person, motion.blink, options.smile ?? person.smile + motion.smile);
  return paper.done();
}

interface Motion {
  readonly x: number;
  readonly y: number;
  readonly blink: boolean;
  readonly smile: number;
}

/** Where the head is in a frame: slow waves of the person's own rhythm, and a blink now and then. */
function moveOf(seed: string | number, frame: number): Motion {
  const random: Random = seededRandom('sway', seed);
  const [first, second, third] = [random.between(0, 6), random.between(0, 6), random.between(0, 6)];
  if (frame === 0) return { x: 0, y: 0, blink: false, smile: 0 };
  return {
    x: portrait.swayPx * Math.sin(frame * 0.13 + first),
    y: portrait.swayPx * 0.6 * Math.sin(frame * 0.09 + second),
    blink: (frame + Math.floor(third * 10)) % 53 < 3,
    smile: 0.08 * Math.sin(frame * 0.05 + third),
  };
}

/** Everything below is in parts of the height, x from the middle, y from the top. */
const eyeLine = 0.4;

function drawBody(paper: Paper, person: Person): void {
  const dark = darker(person.shirt, 0.85);
  if (person.hairStyle === 'long') {
    paper.oval(0, 0.47, person.faceWidth * 1.4, 0.27, person.hair);
    paper.oval(0, 0.66, person.faceWidth * 1.35, 0.12, person.hair);
  }
  paper.oval(0, 1.02, 0.335, 0.27, person.shirt);
  paper.oval(0, 0.93, 0.25, 0.2, person.shirt);
  paper.box(-0.085, 0.56, 0.085, 0.78, person.shade);
  paper.oval(0, 0.765, 0.09, 0.05, person.skin);
  paper.line([-0.1, 0.735, 0, 0.85, 0.1, 0.735], 0.018, dark);
  paper.line([0, 0.85, 0, 1], 0.004, dark);
}

function drawHead(paper: Paper, person: Person): void {
  const { faceWidth, faceHeight } = person;
  if (person.hairStyle === 'veil') {
    paper.oval(0, 0.42, faceWidth * 1.42, 0.31, person.shirt);
    paper.oval(0, 0.72, faceWidth * 1.75, 0.2, person.shirt);
    paper.oval(0, 0.4, faceWidth * 1.12, 0.245, darker(person.shirt, 0.8));
  } else {
    for (const side of [-1, 1]) {
      paper.oval(side * faceWidth * 0.99, 0.43, 0.022, 0.042, person.skin);
      paper.oval(side * faceWidth * 1.0, 0.43, 0.011, 0.026, person.shade);
    }
    paper.oval(0, 0.315, faceWidth * 1.1, 0.155, person.hair);
  }
  paper.oval(0, eyeLine, faceWidth, faceHeight * 0.86, person.skin);
  paper.oval(0, 0.49, faceWidth * person.jaw, faceHeight * 0.62, person.skin);
  if (person.hairStyle !== 'veil') {
    paper.arc(0, 0.33, faceWidth * 1.06, 0.16, faceWidth * 0.93, 0.095, person.hair);
  } else paper.arc(0, 0.37, faceWidth * 1.12, 0.215, faceWidth * 1.0, 0.16, darker(person.shirt, 0.9));
  for (const side of [-1, 1]) paper.glow(side * 0.085, 0.5, 0.045, [205, 96, 82], 0.16);
}

function drawFeatures(paper: Paper, person: Person, blink: boolean, smile: number): void {
  for (const side of [-1, 1]) drawEye(paper, person, side, blink);
  const base = 0.496;
  paper.line([-0.008, 0.42, -0.016, 0.47, -person.noseWidth, base - 0.008], 0.005, person.shade);
  paper.line(
    [
      -person.noseWidth,
      base - 0.006,
      -0.01,
      base + 0.006,
      0.01,
      base + 0.006,
      person.noseWidth,
      base - 0.006,
    ],
    0.006,
    person.shade,
  );
  const mouth = 0.548;
  const wide = person.mouthWidth * (1 + 0.25 * smile);
  const lift = 0.03 * smile;
  paper.oval(0, mouth + 0.006, wide * 0.78, 0.014, person.lips);
  paper.line(
    [
      -wide,
      mouth - lift,
      -wide * 0.4,
      mouth + 0.002,
      0,
      mouth + 0.004,
      wide * 0.4,
      mouth + 0.002,
      wide,
      mouth - lift,
    ],
    0.006,
    darker(person.lips, 0.62),
  );
  paper.line([-0.022, mouth + 0.034, 0, mouth + 0.038, 0.022, mouth + 0.034], 0.004, person.shade);
}

function drawEye(paper: Paper, person: Person, side: number, blink: boolean): void {
  const x = side * person.eyeGap;
  const { eyeSize } = person;
  const brow = eyeLine - person.browLift;
  paper.line(
    [x - side * 0.034, brow + 0.008, x, brow - 0.004, x + side * 0.038, brow + 0.01],
    0.011,
    person.hair,
  );
  if (blink) {
    paper.line(
      [x - eyeSize * 1.25, eyeLine, x, eyeLine + 0.008, x + eyeSize * 1.25, eyeLine],
      0.006,
      darker(person.shade, 0.6),
    );
    return;
  }
  paper.oval(x, eyeLine, eyeSize * 1.3, eyeSize * 0.72, [246, 243, 238]);
  paper.oval(x, eyeLine, eyeSize * 0.62, eyeSize * 0.66, [64, 42, 30]);
  paper.oval(x, eyeLine, eyeSize * 0.3, eyeSize * 0.32, [12, 10, 10]);
  paper.oval(x + 0.005, eyeLine - 0.005, 0.0042, 0.0042, [255, 255, 255]);
  paper.line(
    [
      x - eyeSize * 1.34,
      eyeLine + 0.002,
      x - eyeSize * 0.6,
      eyeLine - eyeSize * 0.66,
      x + eyeSize * 0.6,
      eyeLine - eyeSize * 0.66,
      x + eyeSize * 1.34,
      eyeLine + 0.002,
    ],
    0.006,
    [40, 28, 24],
  );
}
