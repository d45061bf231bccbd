import { ApiError } from '../api/error';
import css from './Failure.module.css';

interface Props {
  /** What could not be shown, as the subject of a sentence: `The figures of 1 April 2025`. */
  what: string;
  error: unknown;
  /** Where it is not the API that failed. */
  why?: string;
  onRetry: () => void;
}

export function Failure({ what, error, why, onRetry }: Props) {
  const api = error instanceof ApiError ? error : undefined;
  return (
    <div className={css.failure} role="alert">
      <p className={css.title}>{what} could not be loaded</p>
      <p>{why ?? reason(error)}</p>
      {api?.problem?.errors.map(({ parameter, message }) => (
        <p key={parameter}>
          <code>{parameter}</code> {message}
        </p>
      ))}
      <p className={css.actions}>
        <button type="button" className="control" onClick={onRetry}>
          Try again
        </button>
      </p>
      {api?.problem && <p className="soft">Request {api.problem.request_id}</p>}
    </div>
  );
}

function reason(error: unknown): string {
  if (error instanceof ApiError) return error.message;
  return 'The server did not answer. It may be restarting, or this device may be offline.';
}
