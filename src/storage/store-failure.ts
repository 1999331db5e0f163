import { AppError } from '../base/app-error.ts';

/** Whether a write was refused because a row with the same key is there: each dialect says so. */
export function isDuplicate(error: unknown): boolean {
  return error instanceof AppError && error.facts['duplicate'] === true;
}

/** Whether another process holds the lock, so that the same work may succeed a little later. */
export function isBusy(error: unknown): boolean {
  return error instanceof AppError && error.code === 'STORE_BUSY';
}
