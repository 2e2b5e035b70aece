/** Pixels, width and height. `square` for statuses and feeds, `wide` for the preview of a link. */
export const pictureShapes = { square: [1080, 1080], wide: [1200, 630] } as const;
export type PictureShape = keyof typeof pictureShapes;
