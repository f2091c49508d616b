import { download } from '../designer/download.js';
import { startDesigner } from '../designer/start.js';
import type { BrowserApi } from './api.js';
import type { Copied } from './designer/copy-root.js';
import { shelfDrafts } from './designer/drafts.js';
import { api, opening, server } from './designer/early.js';
import { takeHanded } from './designer/handover.js';
import { addFetched, browserIntake } from './designer/intake.js';
import { WebWorkspace } from './designer/workspace.js';

const WORDS = {
  moreFlows: 'Open the folder that holds it, or drop its file on this page.',
  examples: 'The example flows are not part of this page.',
};

/** The full page of the extension. */
async function start(place: HTMLElement, { runtime }: BrowserApi): Promise<void> {
  const shelf = await opening;
  const workspace = new WebWorkspace(shelf, download);
  const handed = await takeHanded(shelf, location.hash);
  if (handed) {
    await addFetched(workspace, handed);
    // A reload would look for it again.
    history.replaceState(null, '', location.pathname);
  }
  const intake = browserIntake(workspace, () => examplesOf(runtime.address('')));
  const parts = { files: workspace, server, storage: localStorage, download, words: WORDS, intake };
  const workbench = startDesigner(place, { ...parts, drafts: shelfDrafts(shelf) }, runtime.address('editor-worker.js'));
  server.addEventListener('error', () => workbench.fail('The language server has stopped. Load the page again.'));
  addEventListener('focus', () => void workspace.lookAgain());
}

/** The flows that lie with the extension; a page cannot look into a folder, so a list says what is there. */
async function examplesOf(root: string): Promise<Copied[]> {
  const paths: readonly string[] = await (await fetch(`${root}examples.json`)).json();
  return Promise.all(
    paths.map(async (path) => ({ path, text: await (await fetch(`${root}examples/${path}`)).text() })),
  );
}

const place = document.getElementById('designer');
if (place) void start(place, api);
