import type { FindingView } from '../../../server/core/ide/graph-view/graph-view.js';
import { Icon, SeverityIcon, type ShapeName } from '../../../webview/parts/icon.js';
import { FlowText } from '../../../webview/parts/marks.js';
import { placeText } from '../../../webview/state/sentences.js';
import { worstFirst } from '../../changes.js';
import type { Result } from './state.js';
import { countsText, resultText, shownFindings } from './words.js';

/** Which state of a change is drawn. */
export type Side = 'after' | 'before';

interface Group {
  readonly name: string;
  readonly shape: ShapeName;
  readonly findings: readonly FindingView[];
  readonly side: Side;
  readonly isOpen: boolean;
  /** When there is nothing in it. */
  readonly none: string;
}

export interface ListProperties {
  readonly result: Result;
  /** The finding that was chosen last. */
  readonly chosen: FindingView | undefined;
  readonly choose: (finding: FindingView, side: Side) => void;
}

/** What was found; of a change what is new, gone and unchanged. */
export function FindingsList({ result, chosen, choose }: ListProperties) {
  const { fetched, changes, after } = result;
  return (
    <div className="kp-list">
      <header className="kp-about">
        <FlowText className="kt-strong" text={fetched.title} />
        <p>{resultText(result)}</p>
      </header>
      {changes ? (
        groupsOf(changes).map((group) => <GroupOf key={group.name} group={group} chosen={chosen} choose={choose} />)
      ) : (
        <Rows findings={worstFirst(shownFindings(after.view))} side="after" chosen={chosen} choose={choose} />
      )}
      {after.view.findings.length === 0 && !changes && (
        <p className="kt-none">
          <b>No findings.</b> Organisation settings are not part of this.
        </p>
      )}
    </div>
  );
}

function groupsOf({ opened, closed, unchanged, accepted }: NonNullable<Result['changes']>): readonly Group[] {
  const groups: readonly Group[] = [
    { name: 'New', shape: 'plus', findings: opened, side: 'after', isOpen: true, none: 'No path opens.' },
    { name: 'Gone', shape: 'minus', findings: closed, side: 'before', isOpen: true, none: 'No path closes.' },
    {
      name: 'Unchanged',
      shape: 'layers',
      findings: unchanged,
      side: 'after',
      isOpen: opened.length + closed.length === 0,
      none: 'Nothing is in both states.',
    },
  ];
  const settled: Group = {
    name: 'Accepted',
    shape: 'shield',
    findings: accepted,
    side: 'after',
    isOpen: false,
    none: '',
  };
  return accepted.length === 0 ? groups : [...groups, settled];
}

interface GroupProperties extends Omit<ListProperties, 'result'> {
  readonly group: Group;
}

function GroupOf({ group, chosen, choose }: GroupProperties) {
  const { name, shape, findings, side, isOpen, none } = group;
  return (
    <details className={`kp-group kp-${name.toLowerCase()}`} open={isOpen}>
      <summary>
        <Icon name={shape} />
        <span className="kt-strong">
          {name} {findings.length}
        </span>
        <span className="kp-counts">{countsText(findings)}</span>
      </summary>
      {findings.length === 0 ? (
        <p className="kt-none">{none}</p>
      ) : (
        <Rows findings={findings} side={side} chosen={chosen} choose={choose} />
      )}
    </details>
  );
}

interface RowsProperties extends Omit<ListProperties, 'result'> {
  readonly findings: readonly FindingView[];
  readonly side: Side;
}

function Rows({ findings, side, chosen, choose }: RowsProperties) {
  return (
    <ul className="kt-rows">
      {findings.map((finding) => (
        <li key={`${finding.place.uri} ${finding.fingerprint}`}>
          <Row finding={finding} isOn={finding === chosen} choose={() => choose(finding, side)} />
        </li>
      ))}
    </ul>
  );
}

interface RowProperties {
  readonly finding: FindingView;
  readonly isOn: boolean;
  readonly choose: () => void;
}

function Row({ finding, isOn, choose }: RowProperties) {
  const { severity, message, labels, place } = finding;
  const [label] = labels;
  return (
    <button type="button" className={`kt-row${isOn ? ' kt-on' : ''}`} aria-pressed={isOn} onClick={choose}>
      <SeverityIcon severity={severity} />
      <span className="kt-sr">{severity}</span>
      <FlowText className="kt-cut kt-main" text={message} />
      {label !== undefined && (
        <span className="kt-label">
          <span className="kt-chip">
            <Icon name="key" />
            <FlowText text={label} />
          </span>
        </span>
      )}
      <FlowText className="kt-cut kt-at" text={placeText(place.uri, place.line)} />
    </button>
  );
}
