/** What is refused is said in the words of flowers. Pure. */
import type { ErrorCode } from '../../miniprogram/contract/errors';
import { AppError } from '../kernel/errors';

const FLOWER_CODES: Readonly<Partial<Record<ErrorCode, ErrorCode>>> = {
  SALE_CLOSED: 'ADOPT_CLOSED',
  SALE_NOT_OPEN: 'ADOPT_NOT_OPEN',
  SALE_SOLD_OUT: 'ADOPT_SOLD_OUT',
  SALE_SHORT: 'ADOPT_SHORT',
  SALE_CAP: 'ADOPT_CAP',
  SALE_YARD_FULL: 'ADOPT_YARD_FULL',
  SALE_TOO_FEW: 'ADOPT_TOO_FEW',
  SALE_EDITS_FULL: 'ADOPT_EDITS_FULL',
};

/** Runs what the library does. @throws AppError with the code of flowers, and whatever else it throws */
export async function inFlowers<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof AppError ? FLOWER_CODES[error.code] : undefined;
    if (code === undefined || !(error instanceof AppError)) throw error;
    throw new AppError(code, error.details, { cause: error });
  }
}
