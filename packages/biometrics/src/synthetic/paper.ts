import type { RgbImage } from '../grey-image.ts';

export type Rgb = readonly [number, number, number];

/**
 * A small drawing board with soft edges. Lengths are parts of the height, x counted from the middle of the
 * picture, y from its top.
 */
export interface Paper {
  /** Moves what is drawn from now on, in pixels. */
  shift(x: number, y: number): void;
  oval(x: number, y: number, halfWidth: number, halfHeight: number, colour: Rgb): void;
  box(left: number, top: number, right: number, bottom: number, colour: Rgb): void;
  /** The upper half of an oval from which a smaller one with the same feet is cut: a head of hair, a hem. */
  arc(
    x: number,
    y: number,
    outerWidth: number,
    outerHeight: number,
    innerWidth: number,
    innerHeight: number,
    colour: Rgb,
  ): void;
  /** A bent line through points x, y, x, y, … with round ends. */
  line(points: readonly number[], thickness: number, colour: Rgb): void;
  /** A round patch that fades outwards. */
  glow(x: number, y: number, radius: number, colour: Rgb, strength: number): void;
  done(): RgbImage;
}

/** How much of a pixel a shape covers, given the pixel's middle, in pixels: 0–1. */
type Cover = (x: number, y: number) => number;

export function drawPaper(width: number, height: number, background: Rgb): Paper {
  const rgb = new Uint8Array(width * height * 3);
  paintWall(rgb, width, height, background);
  let [shiftX, shiftY] = [0, 0];
  const toX = (x: number): number => x * height + width / 2 + shiftX;
  const toY = (y: number): number => y * height + shiftY;

  const paint = (
    left: number,
    top: number,
    right: number,
    bottom: number,
    colour: Rgb,
    cover: Cover,
  ): void => {
    const [fromX, untilX] = [Math.max(0, Math.floor(left - 1)), Math.min(width, Math.ceil(right + 1))];
    const [fromY, untilY] = [Math.max(0, Math.floor(top - 1)), Math.min(height, Math.ceil(bottom + 1))];
    const [red, green, blue] = colour;
    for (let row = fromY; row < untilY; row++) {
      for (let column = fromX; column < untilX; column++) {
        const share = cover(column + 0.5, row + 0.5);
        if (share <= 0) continue;
        const i = (row * width + column) * 3;
        const part = Math.min(1, share);
        rgb[i] = rgb[i]! + (red - rgb[i]!) * part;
        rgb[i + 1] = rgb[i + 1]! + (green - rgb[i + 1]!) * part;
        rgb[i + 2] = rgb[i + 2]! + (blue - rgb[i + 2]!) * part;
      }
    }
  };
  const ovalCover = (x: number, y: number, rx: number, ry: number): Cover => {
    const soft = Math.min(rx, ry);
    const [perX, perY] = [1 / rx, 1 / ry];
    return (px, py) => {
      const [dx, dy] = [(px - x) * perX, (py - y) * perY];
      return (1 - Math.sqrt(dx * dx + dy * dy)) * soft + 0.5;
    };
  };
  return {
    shift(x, y) {
      shiftX = x;
      shiftY = y;
    },
    oval(x, y, halfWidth, halfHeight, colour) {
      const [cx, cy, rx, ry] = [toX(x), toY(y), halfWidth * height, halfHeight * height];
      paint(cx - rx, cy - ry, cx + rx, cy + ry, colour, ovalCover(cx, cy, rx, ry));
    },
    box(left, top, right, bottom, colour) {
      paint(toX(left), toY(top), toX(right), toY(bottom), colour, (x, y) =>
        x >= toX(left) && x <= toX(right) && y >= toY(top) && y <= toY(bottom) ? 1 : 0,
      );
    },
    arc(x, y, outerWidth, outerHeight, innerWidth, innerHeight, colour) {
      const [cx, cy] = [toX(x), toY(y)];
      const outer = ovalCover(cx, cy, outerWidth * height, outerHeight * height);
      const inner = ovalCover(cx, cy, innerWidth * height, innerHeight * height);
      const [rx, ry] = [outerWidth * height, outerHeight * height];
      paint(cx - rx, cy - ry, cx + rx, cy, colour, (px, py) => Math.min(outer(px, py), 1 - inner(px, py)));
    },
    line(points, thickness, colour) {
      const bent = bend(points).map((value, i) => (i % 2 === 0 ? toX(value) : toY(value)));
      const half = (thickness * height) / 2;
      const [xs, ys] = [bent.filter((_, i) => i % 2 === 0), bent.filter((_, i) => i % 2 === 1)];
      const box = [
        Math.min(...xs) - half,
        Math.min(...ys) - half,
        Math.max(...xs) + half,
        Math.max(...ys) + half,
      ] as const;
      paint(...box, colour, (px, py) => half + 0.5 - distanceToPath(bent, px, py));
    },
    glow(x, y, radius, colour, strength) {
      const [cx, cy, r] = [toX(x), toY(y), radius * height];
      paint(cx - r, cy - r, cx + r, cy + r, colour, (px, py) => {
        const distance = Math.sqrt((px - cx) ** 2 + (py - cy) ** 2) / r;
        return distance >= 1 ? 0 : strength * (1 - distance * distance) ** 2;
      });
    },
    done: () => ({ width, height, rgb }),
  };
}

/** A plain wall, a little lighter in the middle, as a lamp leaves it. */
function paintWall(rgb: Uint8Array, width: number, height: number, colour: Rgb): void {
  const [red, green, blue] = colour;
  for (let row = 0, i = 0; row < height; row++) {
    const dy = row / height - 0.4;
    for (let column = 0; column < width; column++, i += 3) {
      const dx = column / width - 0.5;
      const light = 1.06 - 0.22 * (dx * dx + dy * dy);
      rgb[i] = Math.min(255, red * light);
      rgb[i + 1] = Math.min(255, green * light);
      rgb[i + 2] = Math.min(255, blue * light);
    }
  }
}

/** Rounds the corners of a path: each corner is cut twice (Chaikin). */
function bend(points: readonly number[]): number[] {
  let path = [...points];
  for (let round = 0; round < 3; round++) {
    const next = path.slice(0, 2);
    for (let i = 0; i + 3 < path.length; i += 2) {
      const [x0, y0, x1, y1] = [path[i]!, path[i + 1]!, path[i + 2]!, path[i + 3]!];
      next.push(x0 * 0.75 + x1 * 0.25, y0 * 0.75 + y1 * 0.25, x0 * 0.25 + x1 * 0.75, y0 * 0.25 + y1 * 0.75);
    }
    next.push(...path.slice(-2));
    path = next;
  }
  return path;
}

function distanceToPath(path: readonly number[], x: number, y: number): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (let i = 0; i + 3 < path.length; i += 2) {
    const [x0, y0] = [path[i]!, path[i + 1]!];
    const [ex, ey] = [path[i + 2]! - x0, path[i + 3]! - y0];
    const length = ex * ex + ey * ey;
    const t = length === 0 ? 0 : Math.max(0, Math.min(1, ((x - x0) * ex + (y - y0) * ey) / length));
    const [dx, dy] = [x - x0 - t * ex, y - y0 - t * ey];
    nearest = Math.min(nearest, dx * dx + dy * dy);
  }
  return Math.sqrt(nearest);
}
