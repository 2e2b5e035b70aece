import type { RgbImage } from '@rekam/biometrics';
import { setText, textWidth, type Weight } from './lettering.ts';

export type Colour = readonly [number, number, number];

export interface TextStyle {
  /** Pixels of an em. */
  readonly size?: number;
  readonly weight?: Weight;
  readonly colour?: Colour;
  readonly middle?: boolean;
}

/** A white page to draw on, in pixels from the top left. */
export class Page {
  readonly image: RgbImage;

  constructor(width: number, height: number) {
    this.image = { width, height, rgb: new Uint8Array(width * height * 3).fill(255) };
  }

  dot(x: number, y: number, colour: Colour): void {
    const { width, height, rgb } = this.image;
    const [column, row] = [Math.round(x), Math.round(y)];
    if (column >= 0 && row >= 0 && column < width && row < height)
      rgb.set(colour, (row * width + column) * 3);
  }

  /** Lays a colour over a pixel, 0 nothing to 1 all of it. */
  tint(column: number, row: number, colour: Colour, strength: number): void {
    const { width, height, rgb } = this.image;
    if (column < 0 || row < 0 || column >= width || row >= height) return;
    const at = (row * width + column) * 3;
    for (let k = 0; k < 3; k++) rgb[at + k] = rgb[at + k]! + (colour[k]! - rgb[at + k]!) * strength;
  }

  line(fromX: number, fromY: number, toX: number, toY: number, colour: Colour): void {
    const steps = Math.ceil(Math.max(Math.abs(toX - fromX), Math.abs(toY - fromY))) + 1;
    for (let i = 0; i <= steps; i++)
      this.dot(fromX + ((toX - fromX) * i) / steps, fromY + ((toY - fromY) * i) / steps, colour);
  }

  ring(x: number, y: number, radius: number, colour: Colour): void {
    const steps = Math.ceil(8 * radius);
    for (let i = 0; i < steps; i++) {
      const angle = (2 * Math.PI * i) / steps;
      this.dot(x + radius * Math.cos(angle), y + radius * Math.sin(angle), colour);
    }
  }

  /** A line of text from its left end, or around its middle, on a baseline. */
  text(
    words: string,
    x: number,
    baseline: number,
    { size = 16, weight = 400, colour = [0, 0, 0], middle = false }: TextStyle = {},
  ): void {
    const left = middle ? x - textWidth(words, size, weight) / 2 : x;
    setText(words, left, baseline, size, weight, (column, row, cover) =>
      this.tint(column, row, colour, Math.min(1, cover)),
    );
  }

  /** A line as wide as told with soft edges, that lets through what lies below. */
  stroke(
    from: readonly [number, number],
    to: readonly [number, number],
    width: number,
    colour: Colour,
    strength: number,
  ): void {
    const [dx, dy] = [to[0] - from[0], to[1] - from[1]];
    const length = Math.hypot(dx, dy) || 1;
    const reach = Math.ceil(width / 2 + 1);
    const steep = Math.abs(dy) > Math.abs(dx);
    const [start, end] = steep ? [from[1], to[1]] : [from[0], to[0]];
    for (let along = Math.round(Math.min(start, end)); along <= Math.max(start, end); along++) {
      const share = (along - start) / (end - start || 1);
      const across = Math.round(steep ? from[0] + dx * share : from[1] + dy * share);
      for (let aside = across - 2 * reach; aside <= across + 2 * reach; aside++) {
        const [x, y] = steep ? [aside, along] : [along, aside];
        const apart = Math.abs((x - from[0]) * dy - (y - from[1]) * dx) / length;
        this.tint(x, y, colour, strength * Math.max(0, Math.min(1, width / 2 + 0.5 - apart)));
      }
    }
  }

  /** A filled circle with a soft edge. */
  disc(x: number, y: number, radius: number, colour: Colour, strength = 1): void {
    for (let row = Math.floor(y - radius - 1); row <= y + radius + 1; row++)
      for (let column = Math.floor(x - radius - 1); column <= x + radius + 1; column++) {
        const inside = radius + 0.5 - Math.hypot(column - x, row - y);
        this.tint(column, row, colour, strength * Math.max(0, Math.min(1, inside)));
      }
  }

  /** A grey picture, each of its pixels a square of `zoom`. */
  picture(
    left: number,
    top: number,
    width: number,
    height: number,
    zoom: number,
    grey: (i: number) => number,
  ) {
    for (let y = 0; y < height * zoom; y++)
      for (let x = 0; x < width * zoom; x++) {
        const value = grey(Math.floor(y / zoom) * width + Math.floor(x / zoom));
        this.dot(left + x, top + y, [value, value, value]);
      }
  }
}
