import type {
  ActionView,
  ContainerView,
  FlowView,
  GraphView,
  NodeId,
} from '../../server/core/ide/graph-view/graph-view.js';

export interface Reduced {
  readonly view: GraphView;
  /** Number of actions that are left out. */
  readonly hidden: number;
}

/** The view without what has nothing to do with secure data: no key, no finding, no step of a path. */
export function onlySecureData(view: GraphView): Reduced {
  const steps = new Set<NodeId>();
  for (const { steps: own } of [...view.paths, ...view.stops]) for (const { node } of own) steps.add(node);
  let hidden = 0;
  const keep = (actions: readonly ActionView[]): ActionView[] =>
    actions.flatMap((action) => {
      const outputs = action.outputs.map((output) => ({ ...output, body: keep(output.body) }));
      const hasMore = outputs.some(({ body }) => body.length > 0);
      if (hasMore || action.key || action.findings.length > 0 || steps.has(action.id)) return [{ ...action, outputs }];
      hidden++;
      return [];
    });
  const flows = view.flows.map((flow) => reduced(flow, keep, steps));
  return { view: { ...view, flows }, hidden };
}

function reduced(
  flow: FlowView,
  keep: (actions: readonly ActionView[]) => ActionView[],
  steps: ReadonlySet<NodeId>,
): FlowView {
  const containers = flow.containers.flatMap((container): ContainerView[] => {
    const body = keep(container.body);
    return body.length > 0 || container.isStart || steps.has(container.id) ? [{ ...container, body }] : [];
  });
  const left = new Set(containers.map(({ id }) => id));
  return { ...flow, containers, calls: flow.calls.filter(({ to }) => left.has(to)) };
}
