import type { Socket } from 'node:net';
import { streamRequest } from '@rekam/protocol/sbi/index.ts';
import { deviceIdOf, healthOf, type SimulatedDevice } from './device.ts';
import { codeOfStatus, errorOf } from './identify.ts';
import { jsonAnswer } from './raw-server.ts';

/** Between two pictures, ms: ten a second. */
const frameMs = 100;
const boundary = '--BoundaryString';
const head = Buffer.from(
  `HTTP/1.0 200 OK\r\nContent-Type: multipart/x-mixed-replace; boundary=${boundary}\r\n\r\n`,
);

/** A picture with its multipart head. */
export const framed = (picture: Uint8Array): Buffer =>
  Buffer.concat([
    Buffer.from(`${boundary}\r\nContent-Type:image/jpeg\r\nContent-Length:${picture.length}\r\n\r\n`),
    picture,
    Buffer.from('\r\n\r\n'),
  ]);

/** Shows the live picture until the client leaves, time is up, or another stream takes over. */
export async function answerStream(device: SimulatedDevice, body: unknown, socket: Socket): Promise<void> {
  const refuse = (code: Parameters<typeof errorOf>[0]): void => {
    socket.end(jsonAnswer(device.port, { error: errorOf(code) }));
  };
  const status = codeOfStatus[healthOf(device)];
  if (status !== 0) return refuse(status);
  const parsed = streamRequest.safeParse(body);
  if (!parsed.success) return refuse(999);
  const { data } = parsed;
  if (data.deviceId !== deviceIdOf(device) && data.serialNo !== device.serialNo)
    return refuse(data.deviceId || data.serialNo ? 605 : 604);
  const subjects = device.model.sees[data.deviceSubId ?? device.model.subIds[0]!];
  if (!subjects) return refuse(605);
  device.stopStream?.();
  await showPictures(device, subjects, Number(data.timeout ?? 300_000), socket);
}

async function showPictures(
  device: SimulatedDevice,
  subjects: NonNullable<SimulatedDevice['model']['sees'][string]>,
  timeoutMs: number,
  socket: Socket,
): Promise<void> {
  let open = true;
  const stop = (): void => {
    if (!open) return;
    open = false;
    socket.end();
    if (device.stopStream === stop) device.stopStream = null;
  };
  device.stopStream = stop;
  socket.on('close', stop);
  const until = performance.now() + timeoutMs;
  socket.write(head);
  for (let turn = 0; open && performance.now() < until; turn++) {
    const pictures = device.samples.preview({ person: device.people.current(), subjects });
    const picture = pictures[turn % pictures.length];
    if (!picture || !open) break;
    if (device.faults.take('slow-stream')) await trickle(framed(picture), socket, () => open);
    else await write(framed(picture), socket);
    await pause(frameMs);
  }
  stop();
}

const pause = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms).unref());

/** Writes and waits until the client has taken it, so that a slow reader is not fed ahead of time. */
async function write(bytes: Buffer, socket: Socket): Promise<void> {
  if (socket.destroyed || socket.write(bytes)) return;
  await new Promise<void>((done) => {
    socket.once('drain', done);
    socket.once('close', done);
  });
}

/** 32 bytes every 100 ms: alive, and no use to anybody. */
async function trickle(bytes: Buffer, socket: Socket, open: () => boolean): Promise<void> {
  for (let at = 0; at < bytes.length && open(); at += 32) {
    await write(bytes.subarray(at, at + 32), socket);
    await pause(100);
  }
}
