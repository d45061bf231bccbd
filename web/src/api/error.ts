import type { Problem } from './types';

/** An answer that is not the data asked for; `problem` is what the API said of it, where it could. */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly problem?: Problem,
  ) {
    super(problem?.detail ?? problem?.title ?? `The server answered with status ${status}.`);
  }

  /** Asking again with the same words would be refused again. */
  get isFinal(): boolean {
    return this.status >= 400 && this.status < 500 && this.status !== 429;
  }
}

/** There is no such thing as was asked for. */
export const isUnknown = (error: unknown) => error instanceof ApiError && error.status === 404;
