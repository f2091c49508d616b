import type { ReactNode } from 'react';
import type {
  ActionView,
  ContainerView,
  FindingView,
  KeyView,
  PropertyView,
  StopView,
} from '../../server/core/ide/graph-view/graph-view.js';
import { shapeOfContainer } from '../nodes/container-nodes.js';
import { useDeeds, useDispatch, useGraph, useGraphContext } from '../parts/graph-context.js';
import { Icon, SeverityIcon, SHAPE_OF, type ShapeName } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { count, placeText, stopLine } from '../state/sentences.js';
import { variablesOf } from '../state/variables.js';
import type { ActionEntry, ViewIndex } from '../state/view-index.js';
import { FixButtons } from './finding-actions.js';
import { PropertyValue } from './property-value.js';

/** Everything about one node. It takes the place of the steps; nothing can be edited in it. */
export function DetailsPanel() {
  const index = useGraph((state) => state.index);
  const node = useGraph((state) => state.details);
  const dispatch = useDispatch();
  const entry = node === undefined ? undefined : index.entries.get(node);
  if (entry === undefined || entry.kind === 'flow') return null;
  return (
    <section className="kt-path kt-details" aria-label="Details">
      <button
        type="button"
        className="kt-btn kt-ghost kt-square kt-close"
        aria-label="Close the details"
        onClick={() => dispatch({ type: 'details', node: undefined })}
      >
        <Icon name="x" />
      </button>
      {entry.kind === 'action' ? (
        <ActionDetails entry={entry} index={index} />
      ) : (
        <ContainerDetails container={entry.container} />
      )}
    </section>
  );
}

function ActionDetails({ entry, index }: { readonly entry: ActionEntry; readonly index: ViewIndex }) {
  const { action } = entry;
  const findings = action.findings.flatMap((at) => index.view.findings[at] ?? []);
  const stops = index.view.stops.flatMap((stop, at) => (concerns(stop, action.id) ? [{ stop, at }] : []));
  return (
    <>
      <Head
        shape={SHAPE_OF[action.icon]}
        title={action.title}
        kind={action.kind}
        node={action.id}
        place={action.place}
      />
      <KeySentence view={action.key} />
      {!action.isUnderstood && (
        <Part title="Not understood">
          <p>What it does with secure data is unknown. Nothing found there does not mean nothing leaks.</p>
        </Part>
      )}
      <Findings findings={findings} />
      <Stops stops={stops} />
      <Properties properties={action.properties} />
      <Variables action={action} />
      <Outputs action={action} />
    </>
  );
}

/** A barrier answers at the source, at itself, and where the rest of the value is used. */
function concerns({ node, steps, usedAt }: StopView, id: string): boolean {
  return node === id || steps[0]?.node === id || usedAt.includes(id);
}

function ContainerDetails({ container }: { readonly container: ContainerView }) {
  const { kind, name, place, counts, key, inputs, isReachable, id } = container;
  return (
    <>
      <Head shape={shapeOfContainer(kind)} title={name} kind={kind} node={id} place={place} />
      <KeySentence view={key} />
      {!isReachable && (
        <Part title="Unreachable">
          <p>Nothing calls it.</p>
        </Part>
      )}
      <Part title="Counts">
        <p>
          {count(counts.actions, 'action')}, {counts.withSecureData} with secure data, {count(counts.sources, 'source')}
          , {count(counts.sinks, 'sink')}, {counts.notUnderstood} not understood
        </p>
      </Part>
      {inputs.length > 0 && (
        <Part title="Inputs">
          <ul className="kt-names">
            {inputs.map((input) => (
              <li key={input}>
                <FlowText className="kt-mono" text={input} />
              </li>
            ))}
          </ul>
        </Part>
      )}
    </>
  );
}

interface HeadProperties {
  readonly shape: ShapeName;
  readonly title: string;
  readonly kind: string;
  readonly node: string;
  readonly place: ActionView['place'];
}

function Head({ shape, title, kind, node, place }: HeadProperties) {
  const deeds = useDeeds();
  return (
    <header className="kt-path-head kt-details-head">
      <span className="kt-ic">
        <Icon name={shape} />
      </span>
      <div className="kt-tx">
        <h2>
          <FlowText text={title} />
        </h2>
        <FlowText className="kt-su" text={kind} />
        <button type="button" className="kt-link kt-mono" onClick={() => deeds.reveal(node, false)}>
          <FlowText text={placeText(place.uri, place.line)} />
        </button>
      </div>
    </header>
  );
}

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }) {
  return (
    <section className="kt-part">
      <h3>{title}</h3>
      {children}
    </section>
  );
}

function KeySentence({ view }: { readonly view: KeyView | undefined }) {
  if (view === undefined) return null;
  return (
    <p className="kt-because">
      <Icon name={view.isOwn ? 'keyOwn' : 'key'} className="kt-iris" />
      <FlowText text={view.because} />
    </p>
  );
}

function Findings({ findings }: { readonly findings: readonly FindingView[] }) {
  const deeds = useDeeds();
  if (findings.length === 0) return null;
  return (
    <Part title="Findings">
      <ul className="kt-findings">
        {findings.map((finding) => (
          <li key={finding.fingerprint}>
            <p className="kt-finding">
              <SeverityIcon severity={finding.severity} />
              <span>
                <FlowText text={finding.message} />
                {finding.isSuppressed && ' Accepted with a reason.'}
              </span>
            </p>
            {finding.path !== undefined && (
              <button
                type="button"
                className="kt-btn"
                onClick={() => deeds.light({ kind: 'path', index: finding.path!, step: 0 })}
              >
                Light the path
              </button>
            )}
            <FixButtons finding={finding} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Stops({ stops }: { readonly stops: readonly { readonly stop: StopView; readonly at: number }[] }) {
  const deeds = useDeeds();
  if (stops.length === 0) return null;
  return (
    <Part title="Why is this not reported?">
      <ul className="kt-findings">
        {stops.map(({ stop, at }) => (
          <li key={at}>
            <p className="kt-finding">
              <Icon name="shield" className="kt-stop" />
              <FlowText text={stopLine(stop)} />
            </p>
            <button type="button" className="kt-btn" onClick={() => deeds.light({ kind: 'stop', index: at, step: 0 })}>
              Show where
            </button>
          </li>
        ))}
      </ul>
    </Part>
  );
}

function Properties({ properties }: { readonly properties: readonly PropertyView[] }) {
  const { host } = useGraphContext();
  if (properties.length === 0) return null;
  return (
    <Part title="Properties">
      <dl className="kt-properties">
        {properties.map((property) => (
          <div key={`${property.name} ${property.place.start}`}>
            <dt>
              <FlowText text={property.name} />
              <button
                type="button"
                className="kt-link kt-line"
                aria-label={`Line ${property.place.line}`}
                onClick={() => host.send({ type: 'reveal', place: property.place, keepsFocus: false })}
              >
                line {property.place.line}
              </button>
            </dt>
            <dd>
              <PropertyValue property={property} />
            </dd>
          </div>
        ))}
      </dl>
    </Part>
  );
}

function Variables({ action }: { readonly action: ActionView }) {
  const variables = variablesOf(action);
  if (variables.length === 0) return null;
  return (
    <Part title="Variables">
      <ul className="kt-names">
        {variables.map(({ name, isSecure }) => (
          <li key={name}>
            {isSecure && <Icon name="keyOwn" className="kt-iris" />}
            <FlowText className={`kt-mono ${isSecure ? 'kt-secure-name' : ''}`} text={name} />
          </li>
        ))}
      </ul>
    </Part>
  );
}

/** Outputs shown in the details; a switch may have thousands. */
const MOST_OUTPUTS = 50;

function Outputs({ action }: { readonly action: ActionView }) {
  const deeds = useDeeds();
  if (action.outputs.length === 0) return null;
  const rest = action.outputs.length - MOST_OUTPUTS;
  return (
    <Part title="Outputs">
      <ul className="kt-outputs">
        {action.outputs.slice(0, MOST_OUTPUTS).map(({ name, body }, at) => {
          const first = body[0];
          return (
            // biome-ignore lint/suspicious/noArrayIndexKey: outputs may have equal names, and only their order tells them apart
            <li key={at}>
              <FlowText text={name} />
              {first ? (
                <button type="button" className="kt-link" onClick={() => deeds.goTo(first.id)}>
                  <FlowText text={first.title} />
                </button>
              ) : (
                <span className="kt-quiet">nothing</span>
              )}
            </li>
          );
        })}
      </ul>
      {rest > 0 && <p>{rest} more; search finds them.</p>}
    </Part>
  );
}
