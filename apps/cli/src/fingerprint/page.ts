import type { RgbImage } from '@rekam/biometrics';

export type Colour = readonly [number, number, number];

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
