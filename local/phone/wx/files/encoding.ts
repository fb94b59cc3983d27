import { Refusal } from '../api';

/** Bytes as text in the encodings `FileSystemManager` knows. */
export function decode(bytes: ArrayBuffer, encoding: string): string {
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return new TextDecoder().decode(bytes);
    case 'base64':
      return btoa(binary(bytes));
    case 'binary':
    case 'latin1':
    case 'ascii':
      return binary(bytes);
    case 'hex':
      return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, '0')).join(
        '',
      );
    default:
      throw new Refusal(`invalid encoding "${encoding}"`);
  }
}

export function encode(data: string | ArrayBuffer, encoding = 'utf8'): ArrayBuffer {
  if (typeof data !== 'string') return data.slice(0);
  switch (encoding) {
    case 'utf8':
    case 'utf-8':
      return new TextEncoder().encode(data).buffer;
    case 'base64':
      return fromBinary(atob(data));
    case 'binary':
    case 'latin1':
    case 'ascii':
      return fromBinary(data);
    case 'hex':
      return Uint8Array.from(data.match(/../g) ?? [], (pair) => Number.parseInt(pair, 16)).buffer;
    default:
      throw new Refusal(`invalid encoding "${encoding}"`);
  }
}

function binary(bytes: ArrayBuffer): string {
  let text = '';
  for (const byte of new Uint8Array(bytes)) text += String.fromCharCode(byte);
  return text;
}

const fromBinary = (text: string): ArrayBuffer =>
  Uint8Array.from(text, (char) => char.charCodeAt(0)).buffer;
