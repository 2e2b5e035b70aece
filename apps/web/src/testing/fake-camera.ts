/** What a camera would see, as a file that Chromium plays instead of one (`--use-file-for-fake-video-capture`). */
import { writeFileSync } from 'node:fs';

const [width, height] = [640, 480];

type Rgb = readonly [number, number, number];

const palette = {
  red: [178, 34, 44],
  blue: [36, 84, 176],
  skin: [201, 150, 118],
  hair: [38, 27, 24],
  shirt: [236, 236, 230],
  dark: [52, 36, 30],
  lips: [160, 84, 78],
} as const satisfies Record<string, Rgb>;

type Part = keyof typeof palette;

const inEllipse = (x: number, y: number, cx: number, cy: number, rx: number, ry: number): boolean =>
  ((x - cx) / rx) ** 2 + ((y - cy) / ry) ** 2 <= 1;

/** A drawn head and shoulders in front of `background`; nobody real. */
function partAt(x: number, y: number, background: 'red' | 'blue'): Part {
  const side = Math.abs(x - 320);
  if (inEllipse(side, y, 36, 196, 13, 7) || inEllipse(x, y, 320, 246, 10, 5)) return 'dark';
  if (inEllipse(x, y, 320, 286, 34, 8)) return 'lips';
  if (inEllipse(side, y, 38, 172, 24, 5)) return 'hair';
  if (inEllipse(x, y, 320, 214, 92, 124)) return y < 122 + side * 0.16 ? 'hair' : 'skin';
  if (inEllipse(x, y, 320, 190, 108, 128) && y < 210) return 'hair';
  if (side < 44 && y > 300 && y < 380) return 'skin';
  return inEllipse(x, y, 320, 520, 230, 160) ? 'shirt' : background;
}

/** Writes two frames of YUV4MPEG2 (4:2:0), played in a loop. */
export function writeFakeCamera(file: string, background: 'red' | 'blue'): void {
  const rgb = (x: number, y: number): Rgb => palette[partAt(x, y, background)];
  const luma = Buffer.alloc(width * height);
  const [cb, cr] = [Buffer.alloc((width * height) / 4), Buffer.alloc((width * height) / 4)];
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [r, g, b] = rgb(x, y);
      // Light from the front and a little from the left, so that the picture is not flat.
      const light = 1.06 - 0.12 * (x / width);
      luma[y * width + x] = Math.min(235, 16 + light * (0.257 * r + 0.504 * g + 0.098 * b));
      if (y % 2 === 1 || x % 2 === 1) continue;
      const at = (y / 2) * (width / 2) + x / 2;
      cb[at] = 128 - 0.148 * r - 0.291 * g + 0.439 * b;
      cr[at] = 128 + 0.439 * r - 0.368 * g - 0.071 * b;
    }
  }
  writeFilm(file, width, height, [luma, cb, cr]);
}

export interface GreyPicture {
  /** Even. */
  readonly width: number;
  readonly height: number;
  /** 0 black … 255 white, row by row. */
  readonly grey: Uint8Array;
}

/** The same of a picture without colours. */
export function writeGreyFilm(file: string, { width, height, grey }: GreyPicture): void {
  const luma = Uint8Array.from(grey, (value) => 16 + (219 * value) / 255);
  const colourless = new Uint8Array((width * height) / 4).fill(128);
  writeFilm(file, width, height, [luma, colourless, colourless]);
}

function writeFilm(file: string, width: number, height: number, planes: readonly Uint8Array[]): void {
  const frame = Buffer.concat([Buffer.from('FRAME\n'), ...planes]);
  const header = Buffer.from(`YUV4MPEG2 W${width} H${height} F10:1 Ip A1:1 C420\n`);
  writeFileSync(file, Buffer.concat([header, frame, frame]));
}
