import { type PointerEvent, useEffect, useRef } from 'react';
import { drawStrokes, type PenPoint, type PointerKind, padRatio, type Stroke } from './drawing.ts';

interface SignaturePadProps {
  readonly label: string;
  /** Shown where nothing is drawn yet. */
  readonly hint: string;
  readonly strokes: readonly Stroke[];
  readonly onStrokes: (strokes: readonly Stroke[], pointer: PointerKind) => void;
}

const pixelsPerWidth = 1200;

/** A field for pen, finger or mouse that keeps where, how hard and when. */
export function SignaturePad({ label, hint, strokes, onStrokes }: SignaturePadProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const drawing = useRef<PenPoint[] | null>(null);
  const startedAt = useRef<number | null>(null);
  useEffect(() => {
    if (strokes.length === 0) startedAt.current = null;
    paint(canvas.current, strokes);
  }, [strokes]);

  const pointsOf = (event: PointerEvent<HTMLCanvasElement>): PenPoint[] => {
    const box = event.currentTarget.getBoundingClientRect();
    const all = event.nativeEvent.getCoalescedEvents?.() ?? [];
    startedAt.current ??= event.timeStamp;
    const since = startedAt.current;
    const clamp = (value: number, most: number) => Math.min(most, Math.max(0, value));
    return (all.length > 0 ? all : [event.nativeEvent]).map((one) => [
      clamp((one.clientX - box.left) / box.width, 1),
      clamp((one.clientY - box.top) / box.width, padRatio),
      clamp(one.pressure || 0.5, 1),
      Math.max(0, one.timeStamp - since),
    ]);
  };
  const onPointerDown = (event: PointerEvent<HTMLCanvasElement>) => {
    if (event.button !== 0 || drawing.current) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    drawing.current = pointsOf(event).slice(-1);
    paint(canvas.current, [...strokes, drawing.current]);
  };
  const onPointerMove = (event: PointerEvent<HTMLCanvasElement>) => {
    if (!drawing.current) return;
    drawing.current.push(...pointsOf(event));
    paint(canvas.current, [...strokes, drawing.current]);
  };
  const onPointerUp = (event: PointerEvent<HTMLCanvasElement>) => {
    const stroke = drawing.current;
    drawing.current = null;
    if (stroke) onStrokes([...strokes, stroke], kindOf(event.pointerType));
  };
  return (
    <div className="pad">
      <canvas
        ref={canvas}
        role="img"
        aria-label={label}
        width={pixelsPerWidth}
        height={Math.round(pixelsPerWidth * padRatio)}
        onPointerDown={onPointerDown}
        onPointerMove={onPointerMove}
        onPointerUp={onPointerUp}
        onPointerCancel={onPointerUp}
      />
      {strokes.length === 0 ? (
        <span className="pad-hint" aria-hidden="true">
          {hint}
        </span>
      ) : null}
    </div>
  );
}

function paint(canvas: HTMLCanvasElement | null, strokes: readonly Stroke[]): void {
  const context = canvas?.getContext('2d');
  if (context) drawStrokes(context, strokes, pixelsPerWidth);
}

const kindOf = (pointerType: string): PointerKind =>
  pointerType === 'mouse' || pointerType === 'pen' || pointerType === 'touch' ? pointerType : 'unknown';
