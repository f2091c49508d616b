import type { Leg } from '../graph/ways.js';
import type { Step } from '../model/finding.js';
import { actionName } from './describe.js';
import type { CheckedFlow } from './rule.js';

/** A trace is for people: of a longer way its last choices are shown. */
const MOST_STEPS = 12;

/** The choices that a way takes, in the user's words: places where it goes straight on are left out. */
export function stepsOfWay(
  { uri, flow, graph }: Pick<CheckedFlow, 'uri' | 'flow' | 'graph'>,
  way: readonly Leg[],
): readonly Step[] {
  const steps: Step[] = [];
  way.forEach(({ node, edge }) => {
    const action = flow.actions[node];
    const choice = edge?.output === 'choice' ? flow.actions[edge.to] : undefined;
    if (choice) steps.push({ uri, span: choice.nameSpan, message: `choice ${actionName(choice)}` });
    else if (!action) return;
    else if (!edge)
      steps.push({ uri, span: action.nameSpan, message: `into the task that ${actionName(action)} calls` });
    else if (edge.kind === 'jump' && steps.at(-1)?.span !== action.nameSpan)
      steps.push({ uri, span: action.nameSpan, message: `on by ${actionName(action)}` });
    else if (edge.output !== '' && graph.edges[node]!.length > 1) {
      const written = action.outputs[edge.place]?.span;
      const message = `path "${edge.output}" of ${actionName(action)}${written ? '' : ', which is not written'}`;
      steps.push({ uri, span: written ?? action.nameSpan, message });
    }
  });
  return steps.slice(-MOST_STEPS);
}
