import { Icon } from '../../../webview/parts/icon.js';
import { fileName } from '../../words.js';
import type { Tab } from '../state.js';
import { useDesigner, useWorkbench } from './use-designer.js';

/** The open files. */
export function FileTabs() {
  const { desk } = useWorkbench();
  const tabs = useDesigner((state) => state.tabs);
  const active = useDesigner((state) => state.active);
  return (
    <nav className="kd-tabs" aria-label="Open files">
      {tabs.map((tab) => (
        <div key={tab.uri} className={tab.uri === active ? 'kd-tab kd-on' : 'kd-tab'}>
          <button
            type="button"
            className="kd-tab-name"
            title={tab.path}
            aria-current={tab.uri === active}
            onClick={() => void desk.open(tab.uri)}
          >
            <Icon name="file" />
            <bdi>{fileName(tab.path)}</bdi>
            {stateOf(tab) !== '' && <span className="kd-unsaved">{stateOf(tab)}</span>}
          </button>
          <button
            type="button"
            className="kd-tab-close"
            aria-label={`Close ${fileName(tab.path)}`}
            onClick={() => desk.close(tab.uri)}
          >
            <Icon name="x" />
          </button>
        </div>
      ))}
    </nav>
  );
}

function stateOf({ isUnsaved, onDisk, readOnly }: Tab): string {
  if (onDisk === 'gone') return 'gone from disk';
  if (onDisk === 'changed') return 'changed on disk';
  if (isUnsaved) return 'unsaved';
  return readOnly === '' ? '' : 'read only';
}
