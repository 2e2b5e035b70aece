import type { Step } from '@rekam/domain';
import { counterApi } from '@rekam/protocol/http/counter-api.ts';
import { useEffect, useState } from 'react';
import { addressOf } from '../../parts/client.ts';

/**
 * Pictures of the open recording, kept in memory until it is left: the station would have to decrypt and unpack each
 * anew, and a name stands for one picture only.
 */
const kept = new Map<string, Promise<string | null>>();

/** PNG in base64 of what was drawn on the pad, by step; the station does not show it again. */
const drawings = new Map<Step, string>();

async function load(address: string): Promise<string | null> {
  try {
    const answer = await fetch(address, { credentials: 'same-origin' });
    return answer.ok ? URL.createObjectURL(await answer.blob()) : null;
  } catch {
    return null;
  }
}

function getPicture(address: string): Promise<string | null> {
  const known = kept.get(address);
  if (known) return known;
  const loading = load(address).then((url) => {
    if (url === null) kept.delete(address);
    return url;
  });
  kept.set(address, loading);
  return loading;
}

/** Lets go of every picture of the recording that was on the screen. */
export function forgetPictures(): void {
  for (const picture of kept.values()) void picture.then((url) => url && URL.revokeObjectURL(url));
  kept.clear();
  drawings.clear();
}

interface PictureProps {
  readonly enrolmentId: string;
  readonly name: string;
  readonly alt: string;
}

/** A captured picture; an empty frame of the same size until it is there. */
export function Picture({ enrolmentId, name, alt }: PictureProps) {
  const [url, setUrl] = useState<string | null>(null);
  const address = addressOf(counterApi.captureImage, { params: { id: enrolmentId, name } });
  useEffect(() => {
    let gone = false;
    void getPicture(address).then((found) => {
      if (!gone) setUrl(found);
    });
    return () => {
      gone = true;
    };
  }, [address]);
  if (url === null) return <span className="picture-waiting" role="img" aria-label={alt} />;
  return <img src={url} alt={alt} />;
}

export const keepDrawing = (step: Step, pngBase64: string): void => {
  drawings.set(step, pngBase64);
};

export const findDrawing = (step: Step): string | undefined => drawings.get(step);
