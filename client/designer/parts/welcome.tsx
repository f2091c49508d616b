import { Mark } from './mark.js';
import { OpeningList } from './openings.js';

/** In place of everything, while nothing is open. */
export function Welcome() {
  return (
    <main className="kd-welcome">
      <Mark />
      <h2>No flow here yet</h2>
      <p>Open an Architect or CXone flow file, or drop one on this page.</p>
      <OpeningList isFirstMain />
      <p className="kd-small">
        Files are read in this page only and are sent nowhere. A flow that was copied can be pasted with Ctrl+V.
      </p>
    </main>
  );
}
