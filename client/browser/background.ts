import { type BrowserApi, browserApi, type Tab } from './api.js';
import { allDoors, recognise } from './doors/all.js';
import { type Door, DoorProblem } from './doors/door.js';
import { answer, CLICKED, LOAD } from './messages.js';

/** The script without a page: it opens the panel, marks tabs that show flows, and is the only one that fetches. */
function serve(api: BrowserApi, doors: readonly Door[]): void {
  api.action.onClick(({ windowId }) => {
    void api.action.openPanel(windowId);
    // A panel that is open already is told: no event says that the address of the tab may be read now.
    void api.storage.session.set(CLICKED, Date.now());
  });
  api.tabs.onNavigated((tab) => void mark(api, doors, tab));
  api.runtime.onConnect(LOAD, (line) =>
    answer(line, async (place, signal, progress) => {
      const door = doors.find(({ id }) => id === place.door);
      if (!door) throw new DoorProblem('not-found', 'This version of Keytrace does not know the place.');
      if (!(await api.permissions.has(place.origins))) {
        throw new DoorProblem('permission', 'Keytrace is not allowed to read from there.');
      }
      return door.load(place, signal, progress);
    }),
  );
}

/** Says on the button that a tab shows flows. The tab may be gone by then, which is nobody's loss. */
async function mark(api: BrowserApi, doors: readonly Door[], { id, address }: Tab): Promise<void> {
  const place = recognise(doors, address);
  const title = place ? `Keytrace: ${place.title}` : 'Keytrace';
  await api.action.badge(id, place ? '•' : '', title).catch(() => {});
}

const api = browserApi();
serve(api, allDoors(api));
