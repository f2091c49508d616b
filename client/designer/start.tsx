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
