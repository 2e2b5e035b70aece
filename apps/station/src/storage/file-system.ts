/**
 * The file system as everything durable on a station sees it. Nothing is durable until it was synced: contents by `syncFile`, names by
 * `syncFolder`. What was not may be gone, whole, or torn after a power cut, and tests make it so.
 */
export interface FileSystemPort {
  /** Makes one folder; an existing one is left alone. Fails with ENOENT when its parent is missing. */
  makeFolder(path: string): Promise<void>;
  /** Names in a folder, files and folders alike, in no order. */
  list(folder: string): Promise<readonly string[]>;
  /** Size of a file in bytes; undefined when there is none of this name. */
  findSize(path: string): Promise<number | undefined>;
  read(path: string): Promise<Uint8Array>;
  /** Creates or replaces a file. */
  write(path: string, bytes: Uint8Array): Promise<void>;
  /** Writes behind the first `at` bytes of an existing file, which is cut there first. */
  append(path: string, at: number, bytes: Uint8Array): Promise<void>;
  syncFile(path: string): Promise<void>;
  /** A second name for the same file; fails with EEXIST when the name is taken. */
  link(from: string, to: string): Promise<void>;
  /** Replaces `to` if it exists. */
  rename(from: string, to: string): Promise<void>;
  remove(path: string): Promise<void>;
  /** Removes an empty folder. */
  removeFolder(path: string): Promise<void>;
  syncFolder(folder: string): Promise<void>;
  /** Bytes that may still be written here. */
  freeBytes(folder: string): Promise<number>;
}

/** The errno of a failed operation, `ENOSPC`; `UNKNOWN` for anything else that was thrown. */
export const errnoOf = (error: unknown): string =>
  error instanceof Error && 'code' in error && typeof error.code === 'string' ? error.code : 'UNKNOWN';

/** Whether an operation failed for want of room (or of quota). */
export const isFull = (error: unknown): boolean => ['ENOSPC', 'EDQUOT'].includes(errnoOf(error));
