/** A turn and a shift that carry the first print onto the second: pixels at 500 dpi, y down. */
export class Movement {
  readonly cos: number;
  readonly sin: number;
  readonly shiftX: number;
  readonly shiftY: number;
  /** Radians, clockwise as the picture is seen. */
  readonly turn: number;

  constructor(cos: number, sin: number, shiftX: number, shiftY: number) {
    this.cos = cos;
    this.sin = sin;
    this.shiftX = shiftX;
    this.shiftY = shiftY;
    this.turn = Math.atan2(sin, cos);
  }

  x(x: number, y: number): number {
    return this.cos * x - this.sin * y + this.shiftX;
  }

  y(x: number, y: number): number {
    return this.sin * x + this.cos * y + this.shiftY;
  }

  /** The movement of the second print onto the first. */
  inverse(): Movement {
    const { cos, sin, shiftX, shiftY } = this;
    return new Movement(cos, -sin, -(cos * shiftX + sin * shiftY), sin * shiftX - cos * shiftY);
  }
}
