import { argon2, randomBytes, timingSafeEqual } from 'node:crypto';
import { promisify } from 'node:util';
import { Refused } from '../ports/refused.ts';

const derive = promisify(argon2);

/** OWASP's first recommendation for argon2id: 19 MiB, two passes; about 25 ms here. */
const cost = { memory: 19_456, passes: 2, parallelism: 1, tagLength: 32 };

/** At most so many at once: a flood of sign-ins must not take the memory that recordings need. */
const atOnce = 4;
let running = 0;
const waiting: (() => void)[] = [];

async function hash(secret: string, salt: string): Promise<Buffer> {
  if (running >= atOnce) await new Promise<void>((resolve) => waiting.push(resolve));
  running += 1;
  try {
    const message = Buffer.from(secret.normalize('NFKC'), 'utf8');
    return (await derive('argon2id', { ...cost, message, nonce: Buffer.from(salt, 'base64') })) as Buffer;
  } finally {
    running -= 1;
    waiting.shift()?.();
  }
}

export interface PasswordHash {
  readonly salt: string;
  readonly hash: string;
}

export async function hashPassword(password: string): Promise<PasswordHash> {
  const salt = randomBytes(16).toString('base64');
  return { salt, hash: (await hash(password, salt)).toString('base64') };
}

/** A hash of nothing: an unknown user name costs as much time as a known one. */
const nobodys: PasswordHash = { salt: Buffer.alloc(16).toString('base64'), hash: '' };

export async function passwordMatches(password: string, stored: PasswordHash | undefined): Promise<boolean> {
  const { salt, hash: expected } = stored ?? nobodys;
  const computed = await hash(password, salt);
  const wanted = Buffer.from(expected, 'base64');
  return wanted.length === computed.length && timingSafeEqual(wanted, computed);
}

/** What a station needs to know an operator by this password, and by no other. */
export async function makeStationCredential(password: string): Promise<{ salt: string; recipient: string }> {
  const { deriveOperatorCredential, saltBytes } = await import('@rekam/protocol/sync/operator-credential.ts');
  const salt = randomBytes(saltBytes).toString('base64');
  const { recipient } = await deriveOperatorCredential(password, salt);
  return { salt, recipient };
}

export async function makePinVerifier(pin: string): Promise<{ salt: string; hash: string }> {
  const { hashPin, saltBytes } = await import('@rekam/protocol/sync/operator-credential.ts');
  const salt = randomBytes(saltBytes).toString('base64');
  return { salt, hash: hashPin(pin, salt) };
}

/** @throws Refused when everybody would try this password first */
export function checkPassword(password: string, username: string): void {
  const plain = password.toLowerCase();
  const oneCharacter = new Set(plain).size < 4;
  if (plain.length < 10 || oneCharacter || plain.includes(username.toLowerCase()))
    throw new Refused('OFFICER_PASSWORD_WEAK');
}

/** @throws Refused for one digit repeated and for rising or falling rows */
export function checkPin(pin: string): void {
  const steps = new Set([...pin].slice(1).map((digit, i) => Number(digit) - Number(pin[i])));
  const [step] = steps;
  if (steps.size === 1 && step !== undefined && Math.abs(step) <= 1) throw new Refused('OFFICER_PIN_WEAK');
}
