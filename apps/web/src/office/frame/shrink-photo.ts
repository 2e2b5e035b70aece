/** Longest side kept, pixels: a print of 3 × 4 cm at 300 dpi has half of it. */
const longestSide = 900;
/** Tried in this order until the photo is small enough. */
const qualities = [0.9, 0.8, 0.6];

/**
 * A photo small enough to send: what a phone's camera takes is ten times too large, and is drawn anew.
 * @returns the file as it was where it is small enough, and where the browser cannot read it
 */
export async function shrinkPhoto(photo: File, mostBytes: number): Promise<File> {
  if (photo.size <= mostBytes) return photo;
  const picture = await createImageBitmap(photo).catch(() => null);
  if (!picture) return photo;
  const canvas = drawSmaller(picture);
  for (const quality of qualities) {
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/jpeg', quality));
    if (blob && blob.size <= mostBytes) return new File([blob], photo.name, { type: 'image/jpeg' });
  }
  return photo;
}

function drawSmaller(picture: ImageBitmap): HTMLCanvasElement {
  const scale = Math.min(1, longestSide / Math.max(picture.width, picture.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.round(picture.width * scale);
  canvas.height = Math.round(picture.height * scale);
  canvas.getContext('2d')?.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas;
}
