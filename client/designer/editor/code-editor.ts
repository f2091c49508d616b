import * as monaco from 'monaco-editor/editor/editor.api';
import type { StepView } from '../../../server/core/ide/graph-view/graph-view.js';
import type { Document } from './documents.js';

/** What the editor tells the page. */
export interface EditorEvents {
  /** The caret has moved: by the user, not by the page. */
  moved(uri: string, offset: number): void;
  cursor(line: number, column: number): void;
  /** Alt+Enter: on to the graph. */
  left(): void;
}

const OPTIONS: monaco.editor.IStandaloneEditorConstructionOptions = {
  automaticLayout: true,
  accessibilityPageSize: 100,
  ariaLabel: 'Flow text',
  contextmenu: true,
  fixedOverflowWidgets: true,
  fontFamily: 'var(--kt-mono, ui-monospace, "SF Mono", Menlo, Consolas, "DejaVu Sans Mono", monospace)',
  fontSize: 12.5,
  glyphMargin: true,
  inlayHints: { enabled: 'on' },
  lightbulb: { enabled: 'onCode' as monaco.editor.ShowLightbulbIconMode }, // the enumeration itself is not needed for one word
  lineNumbersMinChars: 4,
  minimap: { enabled: false },
  renderLineHighlight: 'all',
  scrollBeyondLastLine: false,
  'semanticHighlighting.enabled': true,
  smoothScrolling: false,
  stickyScroll: { enabled: false },
  tabSize: 2,
  // Names in flows are what matters; words from anywhere else are noise.
  wordBasedSuggestions: 'off',
};

const SET_BY_PAGE = 'keytrace';

/** Steps that have a number in the gutter; of longer paths the rest has the mark alone. */
const NUMBERED = 99;

/** The one text editor of the page; files take turns in it. */
export class CodeEditor {
  readonly editor: monaco.editor.IStandaloneCodeEditor;
  readonly #views = new Map<string, monaco.editor.ICodeEditorViewState | null>();
  readonly #marks: monaco.editor.IEditorDecorationsCollection;
  readonly #keys: monaco.editor.IEditorDecorationsCollection;

  constructor(place: HTMLElement, events: EditorEvents) {
    numberSteps();
    this.editor = monaco.editor.create(place, { ...OPTIONS, model: null });
    this.#marks = this.editor.createDecorationsCollection();
    this.#keys = this.editor.createDecorationsCollection();
    this.editor.onDidChangeCursorPosition(({ position, source }) => {
      events.cursor(position.lineNumber, position.column);
      const model = this.editor.getModel();
      if (model && source !== SET_BY_PAGE) events.moved(model.uri.toString(), model.getOffsetAt(position));
    });
    this.editor.addAction({
      id: 'keytrace.toGraph',
      label: 'Show in the Flow Graph',
      keybindings: [monaco.KeyMod.Alt | monaco.KeyCode.Enter],
      contextMenuGroupId: 'navigation',
      run: () => events.left(),
    });
  }

  /** Puts a file in front, as it was left. */
  show({ uri, model, readOnly }: Document): void {
    const before = this.editor.getModel();
    if (before === model) return;
    if (before) this.#views.set(before.uri.toString(), this.editor.saveViewState());
    this.#marks.clear();
    this.#keys.clear();
    this.editor.setModel(model);
    this.editor.updateOptions({ readOnly: readOnly !== '', readOnlyMessage: { value: readOnly } });
    const view = this.#views.get(uri);
    if (view) this.editor.restoreViewState(view);
  }

  showNothing(): void {
    this.editor.setModel(null);
  }

  forget(uri: string): void {
    this.#views.delete(uri);
  }

  /** Selects a place of the file in front, given in offsets. */
  select(start: number, end: number, takesFocus: boolean): void {
    const model = this.editor.getModel();
    if (!model) return;
    const range = rangeIn(model, start, end);
    this.editor.setSelection(range, SET_BY_PAGE);
    // Only where it begins: a long expression would push its own line out of sight.
    this.editor.revealPositionInCenterIfOutsideViewport(range.getStartPosition());
    if (takesFocus) this.editor.focus();
  }

  selectRange(range: monaco.IRange, takesFocus: boolean): void {
    this.editor.setSelection(range, SET_BY_PAGE);
    this.editor.revealRangeInCenter(range);
    if (takesFocus) this.editor.focus();
  }

  /** Numbers the steps of the lit path in the gutter of the file in front. */
  markSteps(steps: readonly StepView[], current: number, severity: string): void {
    const model = this.editor.getModel();
    if (!model) return;
    const uri = model.uri.toString();
    const last = steps.length - 1;
    const marks = steps.flatMap((step, index) => {
      if (step.place.uri !== uri) return [];
      const look = `${index === last ? `kd-sink kd-${severity}` : ''} ${index === current ? 'kd-current' : ''}`;
      return stepMarks(rangeIn(model, step.place.start, step.place.end), index + 1, look);
    });
    this.#marks.set(marks);
  }

  /** Draws the key before every name that the platform keeps secret. */
  markKeys(ranges: readonly monaco.IRange[]): void {
    this.#keys.set(ranges.map((range) => ({ range, options: { beforeContentClassName: 'kd-key' } })));
  }
}

/** What stands in the gutter is CSS, so every number is a rule. */
function numberSteps(): void {
  const sheet = new CSSStyleSheet();
  for (let step = 1; step <= NUMBERED; step++) {
    sheet.insertRule(`.monaco-editor .kd-step-${step}::before { content: "${step}" }`);
  }
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}

function stepMarks(range: monaco.Range, step: number, look: string): monaco.editor.IModelDeltaDecoration[] {
  const line = new monaco.Range(range.startLineNumber, 1, range.startLineNumber, 1);
  return [
    {
      range: line,
      options: {
        isWholeLine: true,
        className: `kd-step-line ${look}`,
        glyphMarginClassName: `kd-step kd-step-${step} ${look}`,
        glyphMarginHoverMessage: { value: `Step ${step} of the path` },
      },
    },
    { range, options: { inlineClassName: 'kd-step-name' } },
  ];
}

function rangeIn(model: monaco.editor.ITextModel, start: number, end: number): monaco.Range {
  return monaco.Range.fromPositions(model.getPositionAt(start), model.getPositionAt(end));
}
