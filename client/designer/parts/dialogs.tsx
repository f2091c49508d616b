import { type ReactNode, useEffect, useId, useRef, useState } from 'react';
import type { FindingView } from '../../../server/core/ide/graph-view/graph-view.js';
import type { RuleFacts } from '../../explanation.js';
import type { Dialog as Asked } from '../state.js';
import { OpeningList } from './openings.js';
import { useDesigner, useWorkbench } from './use-designer.js';

/** The one dialog that may be open. */
export function Dialogs() {
  const dialog = useDesigner((state) => state.dialog);
  return dialog ? <Shown dialog={dialog} /> : null;
}

function Shown({ dialog }: { readonly dialog: Asked }) {
  switch (dialog.kind) {
    case 'reason':
      return <ReasonDialog finding={dialog.finding} />;
    case 'rule':
      return <RuleDialog facts={dialog.facts} />;
    case 'conflict':
      return <ConflictDialog uri={dialog.uri} path={dialog.path} />;
    case 'unsaved':
      return <UnsavedDialog uri={dialog.uri} path={dialog.path} />;
    case 'open':
      return (
        <Frame title={dialog.title}>
          <p>{dialog.text}</p>
          <OpeningList />
        </Frame>
      );
    case 'paste':
      return <PasteDialog />;
    case 'left-out':
      return <LeftOutDialog />;
    case 'message':
      return (
        <Frame title={dialog.title}>
          <p>{dialog.text}</p>
        </Frame>
      );
  }
}

interface FrameProperties {
  readonly title: string;
  readonly children: ReactNode;
  /** Beside the button that closes. */
  readonly buttons?: ReactNode;
}

/** The browser's own modal dialog: it keeps the focus inside and gives it back afterwards. */
function Frame({ title, children, buttons }: FrameProperties) {
  const { store } = useWorkbench();
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => {
    const shown = dialog.current;
    const before = document.activeElement;
    shown?.showModal();
    return () => {
      shown?.close();
      if (before instanceof HTMLElement) before.focus();
    };
  }, []);
  const close = () => store.dispatch({ dialog: undefined });
  return (
    <dialog className="kd-dialog" ref={dialog} aria-labelledby={id} onCancel={close} onClose={close}>
      <h2 id={id}>{title}</h2>
      {children}
      <div className="kd-buttons">
        {buttons}
        <button type="button" className="kd-button" onClick={close}>
          {buttons === undefined ? 'Close' : 'Cancel'}
        </button>
      </div>
    </dialog>
  );
}

function ReasonDialog({ finding }: { readonly finding: FindingView }) {
  const workbench = useWorkbench();
  const [reason, setReason] = useState('');
  const id = useId();
  const submit = () => {
    if (reason.trim() === '') return;
    workbench.store.dispatch({ dialog: undefined });
    void workbench.suppress(finding, reason.trim()).catch(() => {});
  };
  const button = (
    <button type="submit" form={id} className="kd-button kd-main" disabled={reason.trim() === ''}>
      Accept
    </button>
  );
  return (
    <Frame title="Accept this finding" buttons={button}>
      <p>{finding.title}</p>
      <form
        id={id}
        onSubmit={(event) => {
          event.preventDefault();
          submit();
        }}
      >
        <label>
          Why is it accepted? The reason stands in the file, above the finding.
          <input
            type="text"
            value={reason}
            placeholder="for example: the number is a test card"
            onChange={({ target }) => setReason(target.value)}
          />
        </label>
      </form>
    </Frame>
  );
}

function RuleDialog({ facts }: { readonly facts: RuleFacts }) {
  const { rule, title, severity, why, instead, falsePositives, examples, pci, cwe } = facts;
  const norms = [...pci.map((number) => `PCI DSS ${number}`), ...cwe].join(', ');
  return (
    <Frame title={title}>
      <p className="kd-mono">
        {rule}, {severity}
        {norms !== '' && `. ${norms}`}
      </p>
      <h3>Why</h3>
      <p>{why}</p>
      <h3>Instead</h3>
      <p>{instead}</p>
      {falsePositives !== undefined && (
        <>
          <h3>When it is wrong</h3>
          <p>{falsePositives}</p>
        </>
      )}
      {examples.map(({ bad, fixed }) => (
        <div key={bad}>
          <h3>Found</h3>
          <pre>{bad.trimEnd()}</pre>
          {fixed !== undefined && (
            <>
              <h3>Corrected</h3>
              <pre>{fixed.trimEnd()}</pre>
            </>
          )}
        </div>
      ))}
    </Frame>
  );
}

interface FileProperties {
  readonly uri: string;
  readonly path: string;
}

function PasteDialog() {
  const { opener } = useWorkbench();
  const [text, setText] = useState('');
  const button = (
    <button
      type="button"
      className="kd-button kd-main"
      disabled={text.trim() === ''}
      onClick={() => opener.paste(text)}
    >
      Open
    </button>
  );
  return (
    <Frame title="Paste a flow" buttons={button}>
      <label>
        Architect YAML or JSON, what an .i3 export holds, or what CXone Studio has copied.
        <textarea rows={12} spellCheck={false} value={text} onChange={({ target }) => setText(target.value)} />
      </label>
    </Frame>
  );
}

function LeftOutDialog() {
  const leftOut = useDesigner((state) => state.leftOut);
  return (
    <Frame title="Not analysed">
      <p>Nothing is known about these files. That nothing was found in them means nothing.</p>
      <ul className="kd-left-out">
        {leftOut.map(({ path, why }) => (
          <li key={path}>
            <bdi>{path}</bdi>: {why}.
          </li>
        ))}
      </ul>
    </Frame>
  );
}

function ConflictDialog({ uri, path }: FileProperties) {
  const { desk, store } = useWorkbench();
  const end = (whose: 'mine' | 'theirs') => {
    store.dispatch({ dialog: undefined });
    void desk.endConflict(uri, whose);
  };
  const buttons = (
    <>
      <button type="button" className="kd-button" onClick={() => end('theirs')}>
        Take the file from disk
      </button>
      <button type="button" className="kd-button" onClick={() => end('mine')}>
        Replace it with mine
      </button>
    </>
  );
  return (
    <Frame title="The file has changed on disk" buttons={buttons}>
      <p>
        <bdi>{path}</bdi> was changed by another program after it was opened here. Nothing has been written.
      </p>
    </Frame>
  );
}

function UnsavedDialog({ uri, path }: FileProperties) {
  const { desk, store } = useWorkbench();
  const end = async (isSaved: boolean) => {
    store.dispatch({ dialog: undefined });
    if (isSaved) await desk.save(uri);
    if (!isSaved || !desk.documents?.isUnsaved(uri)) desk.discard(uri);
  };
  const buttons = (
    <>
      <button type="button" className="kd-button kd-main" onClick={() => void end(true)}>
        Save
      </button>
      <button type="button" className="kd-button" onClick={() => void end(false)}>
        Close without saving
      </button>
    </>
  );
  return (
    <Frame title="There are unsaved changes" buttons={buttons}>
      <p>
        The changes in <bdi>{path}</bdi> are not saved.
      </p>
    </Frame>
  );
}
