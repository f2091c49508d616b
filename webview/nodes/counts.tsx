import { SeverityIcon } from '../parts/icon.js';

/** Errors and warnings as figures; nothing where there are none. */
export function Counts({ errors, warnings }: { readonly errors: number; readonly warnings: number }) {
  return (
    <>
      {errors > 0 && (
        <span className="kt-count kt-error">
          <SeverityIcon severity="error" />
          {errors}
        </span>
      )}
      {warnings > 0 && (
        <span className="kt-count kt-warn">
          <SeverityIcon severity="warning" />
          {warnings}
        </span>
      )}
    </>
  );
}
