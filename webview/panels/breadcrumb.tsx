import { useDispatch, useGraph } from '../parts/graph-context.js';
import { Icon } from '../parts/icon.js';
import { FlowText } from '../parts/marks.js';
import { flowsInScope } from '../state/openness.js';
import { count } from '../state/sentences.js';

/** Where one is: all flows, the flows one came through, this one with its kind. */
export function Breadcrumb() {
  const dispatch = useDispatch();
  const index = useGraph((state) => state.index);
  const scope = useGraph((state) => state.scope);
  const trail = useGraph((state) => state.trail);
  const shown = flowsInScope({ index, scope });
  const { flows } = index.view;
  const only = shown.length === 1 ? shown[0] : undefined;
  if (flows.length === 0) return null;
  return (
    <nav className="kt-crumb kt-float" aria-label="Breadcrumb">
      {flows.length > 1 && only && (
        <>
          <button type="button" className="kt-link" onClick={() => dispatch({ type: 'scope', scope: 'all' })}>
            {count(flows.length, 'flow')}
          </button>
          <Icon name="right" />
        </>
      )}
      {trail.map((id, at) => (
        <Passed key={id} id={id} trail={trail.slice(0, at)} />
      ))}
      {only ? (
        <>
          <b>
            <FlowText text={only.name} />
          </b>
          {only.isSecure ? (
            <span className="kt-chip">
              <Icon name="key" />
              {only.kind}
            </span>
          ) : (
            <span className="kt-kind">{only.kind}</span>
          )}
        </>
      ) : (
        <b>{shown.length === flows.length ? `All ${count(flows.length, 'flow')}` : count(shown.length, 'flow')}</b>
      )}
    </nav>
  );
}

function Passed({ id, trail }: { readonly id: string; readonly trail: readonly string[] }) {
  const dispatch = useDispatch();
  const flow = useGraph(({ index }) => index.entries.get(id)?.flow);
  if (flow === undefined) return null;
  return (
    <>
      <button type="button" className="kt-link" onClick={() => dispatch({ type: 'scope', scope: [id], trail })}>
        <FlowText text={flow.name} />
      </button>
      <Icon name="right" />
    </>
  );
}
