import './designer.css';
import { createRoot } from 'react-dom/client';
import { setUpMonaco } from './editor/monaco.js';
import { App } from './parts/app.js';
import { WorkbenchContext } from './parts/use-designer.js';
import { type DesignerParts, Workbench } from './workbench.js';

/** Shows the designer in a place of the page. `editorWorker` is the address of the editor's own worker. */
export function startDesigner(place: HTMLElement, parts: DesignerParts, editorWorker: string): Workbench {
  setUpMonaco(editorWorker);
  const workbench = new Workbench(parts);
  createRoot(place).render(
    <WorkbenchContext value={workbench}>
      <App />
    </WorkbenchContext>,
  );
  void workbench.start();
  return workbench;
}

/** Lets the browser save a made file; the address of its content lives as long as the click. */
export function download(name: string, content: string | Uint8Array): void {
  const bytes = typeof content === 'string' ? new TextEncoder().encode(content) : content;
  // A copy: the type of a view may stand on shared memory, which a blob does not take.
  const address = URL.createObjectURL(new Blob([new Uint8Array(bytes)]));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  URL.revokeObjectURL(address);
}
