/** The little of the ZIP format that an XLSX needs. Nothing that the archive says of itself is believed. */
import { crc32, inflateRawSync } from 'node:zlib';
import { contentTooLarge, fileDamaged } from './refusal.ts';

export interface ZipEntry {
  name: string;
  encrypted: boolean;
  /** 0 is stored, 8 deflated. */
  method: number;
  checksum: number;
  packedSize: number;
  size: number;
  headerOffset: number;
}

const LOCAL_HEADER = 0x04034b50;
const DIRECTORY_ENTRY = 0x02014b50;
const END_OF_DIRECTORY = 0x06054b50;
const LONGEST_COMMENT = 0xffff;
const NAME_IS_UTF8 = 0x0800;

/**
 * What the directory at the end of the archive lists.
 *
 * @throws SpreadsheetError FILE_DAMAGED when there is none or it does not fit the file; archives of over 4 GB are not known
 */
export function listZip(bytes: Uint8Array): ZipEntry[] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const end = endOfDirectory(view);
  const count = view.getUint16(end + 10, true);
  const entries: ZipEntry[] = [];
  let at = view.getUint32(end + 16, true);
  for (let index = 0; index < count; index++) {
    if (at + 46 > end || view.getUint32(at, true) !== DIRECTORY_ENTRY) throw fileDamaged();
    const nameLength = view.getUint16(at + 28, true);
    entries.push({
      name: new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + nameLength)),
      encrypted: (view.getUint16(at + 8, true) & 1) === 1,
      method: view.getUint16(at + 10, true),
      checksum: view.getUint32(at + 16, true),
      packedSize: view.getUint32(at + 20, true),
      size: view.getUint32(at + 24, true),
      headerOffset: view.getUint32(at + 42, true),
    });
    at += 46 + nameLength + view.getUint16(at + 30, true) + view.getUint16(at + 32, true);
  }
  return entries;
}

/**
 * The content of one entry.
 *
 * @throws SpreadsheetError FILE_TOO_LARGE when more than `limit` bytes come out, whatever size the archive states;
 * FILE_DAMAGED when it cannot be inflated, or its size or checksum is not the stated one
 */
export function inflateEntry(bytes: Uint8Array, entry: ZipEntry, limit: number): Uint8Array {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const header = entry.headerOffset;
  if (header + 30 > bytes.length || view.getUint32(header, true) !== LOCAL_HEADER) throw fileDamaged();
  const start = header + 30 + view.getUint16(header + 26, true) + view.getUint16(header + 28, true);
  const packed = bytes.subarray(start, start + entry.packedSize);
  const content = entry.method === 0 ? packed : inflate(packed, entry.method, limit);
  if (content.length > limit) throw contentTooLarge();
  if (content.length !== entry.size || crc32(content) !== entry.checksum) throw fileDamaged();
  return content;
}

/** An archive that holds the parts as they are, without compression. */
export function packZip(parts: ReadonlyMap<string, Uint8Array>): Uint8Array {
  const files: Buffer[] = [];
  const directory: Buffer[] = [];
  let offset = 0;
  for (const [path, content] of parts) {
    const name = Buffer.from(path);
    // From the version needed to the lengths of name and extra field, an entry says the same in both places.
    const facts = Buffer.alloc(26);
    facts.writeUInt16LE(20, 0);
    facts.writeUInt16LE(NAME_IS_UTF8, 2);
    facts.writeUInt32LE(crc32(content), 10);
    facts.writeUInt32LE(content.length, 14);
    facts.writeUInt32LE(content.length, 18);
    facts.writeUInt16LE(name.length, 22);
    const place = Buffer.alloc(14);
    place.writeUInt32LE(offset, 10);
    files.push(uint32(LOCAL_HEADER), facts, name, Buffer.from(content.buffer, content.byteOffset, content.byteLength));
    directory.push(uint32(DIRECTORY_ENTRY), Buffer.from([20, 0]), facts, place, name);
    offset += 30 + name.length + content.length;
  }
  const end = Buffer.alloc(18);
  end.writeUInt16LE(parts.size, 4);
  end.writeUInt16LE(parts.size, 6);
  end.writeUInt32LE(
    directory.reduce((size, { length }) => size + length, 0),
    8,
  );
  end.writeUInt32LE(offset, 12);
  return Buffer.concat([...files, ...directory, uint32(END_OF_DIRECTORY), end]);
}

function endOfDirectory(view: DataView): number {
  for (let at = view.byteLength - 22; at >= Math.max(0, view.byteLength - 22 - LONGEST_COMMENT); at--) {
    if (view.getUint32(at, true) === END_OF_DIRECTORY) return at;
  }
  throw fileDamaged();
}

function inflate(packed: Uint8Array, method: number, limit: number): Uint8Array {
  if (method !== 8) throw fileDamaged();
  try {
    return inflateRawSync(packed, { maxOutputLength: Math.max(1, limit) });
  } catch (error) {
    throw error instanceof RangeError ? contentTooLarge() : fileDamaged(error);
  }
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}
