/** The binary form of IPP messages (RFC 8010 §3). */

const version = 0x0200;
const groupTags = { operation: 0x01, job: 0x02, end: 0x03, printer: 0x04 } as const;
const valueTags = {
  integer: 0x21,
  boolean: 0x22,
  enum: 0x23,
  name: 0x42,
  keyword: 0x44,
  uri: 0x45,
  charset: 0x47,
  language: 0x48,
  mime: 0x49,
} as const;
const firstValueTag = 0x10;
const nameWithLanguage = 0x36;
const textWithLanguage = 0x35;

export type IppValue = number | boolean | string;

/** One attribute of a request; several values make a `1setOf`. */
export interface IppAttribute {
  readonly name: string;
  readonly type: keyof typeof valueTags;
  readonly values: readonly IppValue[];
}

export interface IppRequest {
  readonly operation: number;
  readonly requestId: number;
  readonly operationAttributes: readonly IppAttribute[];
}

/** Attributes by name. Values of a type that this client never asks for come as text of their bytes. */
export type IppGroup = ReadonlyMap<string, readonly IppValue[]>;

export interface IppAnswer {
  readonly status: number;
  readonly requestId: number;
  readonly operation: IppGroup;
  readonly jobs: readonly IppGroup[];
  readonly printer: IppGroup;
}

export function encodeRequest({ operation, requestId, operationAttributes }: IppRequest): Buffer {
  const head = Buffer.alloc(8);
  head.writeUInt16BE(version, 0);
  head.writeUInt16BE(operation, 2);
  head.writeInt32BE(requestId, 4);
  return Buffer.concat([head, encodeGroup('operation', operationAttributes), Buffer.of(groupTags.end)]);
}

/** One group of a message, its tag first. */
export function encodeGroup(
  group: 'operation' | 'job' | 'printer',
  attributes: readonly IppAttribute[],
): Buffer {
  const values = attributes.flatMap(({ name, type, values: own }) =>
    own.map((value, index) => encodeValue(index === 0 ? name : '', valueTags[type], value)),
  );
  return Buffer.concat([Buffer.of(groupTags[group]), ...values]);
}

function encodeValue(name: string, tag: number, value: IppValue): Buffer {
  const bytes = bytesOf(value);
  return Buffer.concat([Buffer.of(tag), withLength(Buffer.from(name)), withLength(bytes)]);
}

function bytesOf(value: IppValue): Buffer {
  if (typeof value === 'boolean') return Buffer.of(Number(value));
  if (typeof value === 'string') return Buffer.from(value);
  const bytes = Buffer.alloc(4);
  bytes.writeInt32BE(value);
  return bytes;
}

function withLength(bytes: Buffer): Buffer {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(bytes.length);
  return Buffer.concat([length, bytes]);
}

/**
 * Reads an answer; what follows the attributes is left alone.
 * @throws RangeError if it ends too early, has no end, or begins with no group
 */
export function decodeAnswer(bytes: Buffer): IppAnswer {
  const groups: { tag: number; attributes: Map<string, IppValue[]> }[] = [];
  let [at, name] = [8, ''];
  const take = (length: number): Buffer => {
    if (at + length > bytes.length) throw new RangeError(`IPP answer ends at byte ${bytes.length}`);
    at += length;
    return bytes.subarray(at - length, at);
  };
  const [status, requestId] = [bytes.readUInt16BE(2), bytes.readInt32BE(4)];
  for (;;) {
    const tag = take(1)[0]!;
    if (tag === groupTags.end) break;
    if (tag < firstValueTag) {
      groups.push({ tag, attributes: new Map() });
      continue;
    }
    const attributes = groups.at(-1)?.attributes;
    if (!attributes) throw new RangeError('IPP value outside a group');
    const given = take(take(2).readUInt16BE()).toString();
    name = given || name;
    const value = decodeValue(tag, take(take(2).readUInt16BE()));
    attributes.set(name, [...(attributes.get(name) ?? []), ...value]);
  }
  return {
    status,
    requestId,
    operation: groups.find(({ tag }) => tag === groupTags.operation)?.attributes ?? new Map(),
    jobs: groups.filter(({ tag }) => tag === groupTags.job).map(({ attributes }) => attributes),
    printer: groups.find(({ tag }) => tag === groupTags.printer)?.attributes ?? new Map(),
  };
}

/** No value for the out-of-band tags (`unknown`, `no-value`). */
function decodeValue(tag: number, bytes: Buffer): IppValue[] {
  if (tag < 0x20) return [];
  if (tag === valueTags.integer || tag === valueTags.enum) return [bytes.readInt32BE()];
  if (tag === valueTags.boolean) return [bytes[0] === 1];
  if (tag !== nameWithLanguage && tag !== textWithLanguage) return [bytes.toString()];
  const languageLength = bytes.readUInt16BE();
  return [bytes.subarray(4 + languageLength).toString()];
}
