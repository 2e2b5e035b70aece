import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';

/** `[x, y, pressure, ms]`: x and y in widths of the pad, pressure 0–1, time since the first touch. */
export type PenPoint = SignatureDrawing['strokes'][number][number];
export type Stroke = readonly PenPoint[];
export type PointerKind = SignatureDrawing['pointerType'];

/** Height of the pad in widths of it. */
export const padRatio = 0.36;

/** A cross in the middle of the pad: a legal signature that needs no pointer. */
export function crossStrokes(): Stroke[] {
  const line = (fromX: number, toX: number, startMs: number): Stroke =>
    Array.from({ length: 9 }, (_, i) => {
      const part = i / 8;
      return [fromX + (toX - fromX) * part, 0.08 + 0.2 * part, 0.5, startMs + i * 20] as PenPoint;
    });
  return [line(0.4, 0.6, 0), line(0.6, 0.4, 300)];
}

/** Draws the strokes as ink that is thicker where the pen pressed harder. */
export function drawStrokes(
  context: CanvasRenderingContext2D,
  strokes: readonly Stroke[],
  widthPx: number,
): void {
  context.fillStyle = '#ffffff';
  context.fillRect(0, 0, widthPx, widthPx * padRatio);
  context.strokeStyle = '#101a3a';
  context.fillStyle = '#101a3a';
  context.lineCap = 'round';
  context.lineJoin = 'round';
  for (const stroke of strokes) drawStroke(context, stroke, widthPx);
}

function drawStroke(context: CanvasRenderingContext2D, stroke: Stroke, widthPx: number): void {
  const inkPx = (pressure: number) => widthPx * (0.0022 + 0.005 * pressure);
  const first = stroke[0];
  if (!first) return;
  if (stroke.length === 1) {
    context.beginPath();
    context.arc(first[0] * widthPx, first[1] * widthPx, inkPx(first[2]), 0, 2 * Math.PI);
    context.fill();
  }
  for (let i = 1; i < stroke.length; i++) {
    const [from, to] = [stroke[i - 1] as PenPoint, stroke[i] as PenPoint];
    context.lineWidth = inkPx((from[2] + to[2]) / 2);
    context.beginPath();
    context.moveTo(from[0] * widthPx, from[1] * widthPx);
    context.lineTo(to[0] * widthPx, to[1] * widthPx);
    context.stroke();
  }
}

/** The drawing as the station takes it: strokes rounded to what a pad can tell, and a picture 800 pixels wide. */
export function toDrawing(strokes: readonly Stroke[], pointerType: PointerKind): SignatureDrawing {
  const canvas = document.createElement('canvas');
  canvas.width = 800;
  canvas.height = Math.round(800 * padRatio);
  const context = canvas.getContext('2d');
  if (context) drawStrokes(context, strokes, canvas.width);
  const round = (value: number) => Math.round(value * 1e5) / 1e5;
  return {
    strokes: strokes.map((stroke) =>
      stroke.map(([x, y, pressure, ms]): PenPoint => [round(x), round(y), round(pressure), Math.round(ms)]),
    ),
    pngBase64: canvas.toDataURL('image/png').split(',')[1] ?? '',
    pointerType,
  };
}
