/** QR codes out of the camera, or out of a photo. */
import decodeQR from 'qr/decode.js';

/** Longer sides of what is looked at, pixels: a code of version 13 on half of it has five pixels a square and more. */
const sides = { film: 800, photo: [1200, 2000, 700] } as const;
const pauseMs = 120;

type Picture = HTMLVideoElement | ImageBitmap;

/** The text of the code in a picture; null where none is seen. */
function findCode(picture: Picture, width: number, height: number, side: number): string | null {
  const scale = Math.min(1, side / Math.max(width, height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(width * scale);
  canvas.height = Math.round(height * scale);
  const context = canvas.getContext('2d', { willReadFrequently: true });
  if (!context || canvas.width === 0 || canvas.height === 0) return null;
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  try {
    return decodeQR(context.getImageData(0, 0, canvas.width, canvas.height));
  } catch {
    return null;
  }
}

/** Looks at a photo in several sizes. */
export async function readPhoto(file: Blob): Promise<string | null> {
  const picture = await createImageBitmap(file).catch(() => null);
  if (!picture) return null;
  for (const side of sides.photo) {
    const text = findCode(picture, picture.width, picture.height, side);
    if (text !== null) return text;
  }
  return null;
}

/** Looks through the camera until a code is seen or `signal` ends it. @throws where there is no camera, or no leave for it */
export async function readCamera(video: HTMLVideoElement, signal: AbortSignal): Promise<string | null> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: 'environment', width: { ideal: 1280 }, height: { ideal: 720 } },
  });
  try {
    video.srcObject = stream;
    await video.play();
    while (!signal.aborted) {
      const text = findCode(video, video.videoWidth, video.videoHeight, sides.film);
      if (text !== null) return text;
      await new Promise((resolve) => setTimeout(resolve, pauseMs));
    }
    return null;
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}
