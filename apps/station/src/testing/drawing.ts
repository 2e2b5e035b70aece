import { crc32, deflateSync } from 'node:zlib';
import { encodeRgbJpeg } from '@rekam/biometrics';
import type { SignatureDrawing } from '@rekam/protocol/http/parts.ts';

/** A picture of noise and edges: sharp, well lit, and nobody's face. */
export function drawPhoto(width = 480, height = 640, light = 1): string {
  const rgb = new Uint8Array(width * height * 3);
  for (let i = 0; i < width * height; i++) {
    const x = i % width;
    const y = Math.floor(i / width);
    const shade = light * (((x >> 3) + (y >> 3)) % 2 === 0 ? 70 : 180);
    rgb.fill(Math.round(shade), i * 3, i * 3 + 3);
  }
  return Buffer.from(encodeRgbJpeg({ width, height, rgb })).toString('base64');
}

/** A cross, as somebody draws who does not write. */
export const drawCross = (): SignatureDrawing => ({
  strokes: [
    [
      [0.2, 0.2, 0.5, 0],
      [0.8, 0.8, 0.6, 120],
    ],
    [
      [0.8, 0.2, 0.5, 300],
      [0.2, 0.8, 0.6, 420],
    ],
  ],
  pngBase64: Buffer.from(whitePng(64, 32)).toString('base64'),
  pointerType: 'pen',
});

function whitePng(width: number, height: number): Uint8Array {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 0, 0, 0, 0], 8);
  const rows = Buffer.alloc(height * (width + 1), 255);
  for (let row = 0; row < height; row++) rows[row * (width + 1)] = 0;
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(rows)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  return Buffer.concat([length, body, check]);
}
