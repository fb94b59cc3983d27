import { ERRORS, type ErrorCode, type ErrorKind } from '../../miniprogram/contract/errors';
import type { Details } from '../../miniprogram/contract/protocol';

/**
 * The only error thrown on purpose; anything else that escapes is a bug and is answered as `INTERNAL`.
 * `details` reach the client: ids and counts only, never names, phone numbers or openids.
 */
export class AppError extends Error {
  override readonly name = 'AppError';

  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
    options?: ErrorOptions,
  ) {
    super(`${code} ${JSON.stringify(details)}`, options);
  }

  get kind(): ErrorKind {
    return ERRORS[this.code].kind;
  }
}

export function refuseIf(wrong: boolean, code: ErrorCode, details: Details = {}): void {
  if (wrong) throw new AppError(code, details);
}

/** @throws AppError `NOT_FOUND` for what is not there, and for what is not the caller's to see */
export function found<T>(value: T | undefined, ours = true): T {
  if (value === undefined || !ours) throw new AppError('NOT_FOUND');
  return value;
}
