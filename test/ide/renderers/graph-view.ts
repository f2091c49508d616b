import type {
  ActionView,
  ContainerView,
  CountsView,
  FlowView,
  GraphView,
  HopView,
  KeyView,
  StepView,
} from '../../../server/core/ide/graph-view/graph-view.js';
import { graphViewOf } from '../../../server/core/ide/graph-view/graph-view-of.js';
import type { Render } from '../../support/ide-cases.js';

/** Argument: the parts to be shown, of `flows`, `properties`, `paths`, `stops`, `links`; without one all but properties. */
export const render: Render = ({ workspace, findings }, _, argument) => {
  const view = graphViewOf({ workspace, findings, files: [] });
  const parts = argument === '' ? ['flows', 'links', 'paths', 'stops'] : argument.split(' ');
  const names = namesOf(view);
  const lines = [
    ...(parts.includes('flows') ? view.flows.flatMap((flow) => flowLines(flow, names)) : []),
    ...(parts.includes('properties') ? view.flows.flatMap(propertyLines) : []),
    ...(parts.includes('links')
      ? view.links.map(
          ({ kind, from, to, name }) =>
            `link ${kind} "${name}": ${names.get(from)} -> ${to === undefined ? 'outside' : names.get(to)}`,
        )
      : []),
    ...(parts.includes('paths') ? pathLines(view, names) : []),
    ...(parts.includes('stops') ? stopLines(view, names) : []),
  ];
  return lines.join('\n') || 'nothing';
};

type Names = ReadonlyMap<string, string>;

function namesOf({ flows }: GraphView): Names {
  const names = new Map<string, string>();
  for (const flow of flows) {
    names.set(flow.id, `flow ${flow.name}`);
    for (const container of flow.containers) {
      names.set(container.id, `${container.kind} ${container.name}`);
      for (const action of actionsOf(container.body)) names.set(action.id, action.title);
    }
  }
  return names;
}

function* actionsOf(body: readonly ActionView[]): Generator<ActionView> {
  for (const action of body) {
    yield action;
    for (const output of action.outputs) yield* actionsOf(output.body);
  }
}

function flowLines(flow: FlowView, names: Names): string[] {
  const marks = [flow.isSecure ? 'secure' : '', keyText(flow.key), countsText(flow.counts)];
  return [
    `${flow.name}, ${flow.kind}${marked(marks)}`,
    ...flow.broken.map(
      ({ place, message, node }) =>
        `  broken, line ${place.line}: ${message} in ${node ? names.get(node) : 'the flow'}`,
    ),
    ...flow.containers.flatMap(containerLines),
    ...flow.calls.map(({ kind, from, to }) => `  ${kind} ${names.get(from)} -> ${names.get(to)}`),
  ];
}

function containerLines(container: ContainerView): string[] {
  const { kind, name, isStart, isReachable, key, counts, inputs, depth } = container;
  const marks = [
    isStart ? 'start' : '',
    isReachable ? `depth ${depth}` : `unreachable, depth ${depth}`,
    inputs.length > 0 ? `takes ${inputs.join(' ')}` : '',
    keyText(key),
    countsText(counts),
  ];
  return [`  ${kind} ${name}${marked(marks)}`, ...container.body.flatMap((action) => actionLines(action, '    '))];
}

function actionLines(action: ActionView, indent: string): string[] {
  const marks = [
    action.source ? `source ${action.source.join(' ')}` : '',
    action.sink === undefined ? '' : `sink ${action.sink}`,
    keyText(action.key),
    action.isUnderstood ? '' : 'not understood',
    action.isEnabled ? '' : 'disabled',
    action.isReachable ? '' : 'unreachable',
    action.isLoop ? 'loop' : '',
    action.ends ? 'ends' : '',
    action.findings.length > 0 ? `findings ${action.findings.join(' ')}` : '',
  ];
  const kind = action.kind === action.title ? '' : ` (${action.kind})`;
  return [
    `${indent}[${action.icon}] ${action.title}${kind}: ${action.summary}${marked(marks)}`,
    ...action.outputs.flatMap(({ name, isEnabled, continues, body }) => [
      `${indent}  ${name || 'choice'}${isEnabled ? '' : ' disabled'}${continues ? '' : ' ends'}`,
      ...body.flatMap((inner) => actionLines(inner, `${indent}    `)),
    ]),
  ];
}

function propertyLines({ containers }: FlowView): string[] {
  return containers.flatMap(({ body }) =>
    [...actionsOf(body)].flatMap(({ title, properties }) => [
      title,
      ...properties.flatMap(({ name, value, tokens, place }) => [
        `  ${name} (line ${place.line}): ${value}`,
        ...tokens.map(
          ({ start, end, kind, isSecure }) => `    ${kind} ${value.slice(start, end)}${isSecure ? ', secure' : ''}`,
        ),
      ]),
    ]),
  );
}

function pathLines({ findings, paths }: GraphView, names: Names): string[] {
  return findings.flatMap((finding) => {
    const { title, severity, confidence, place, node, labels, sink, path, fixes, isSuppressed } = finding;
    const marks = [
      labels.join(' '),
      sink ?? '',
      isSuppressed ? 'suppressed' : '',
      fixes.length > 0 ? `fixes ${fixes.length}` : '',
    ];
    const shown = path === undefined ? undefined : paths[path];
    return [
      `${severity} ${confidence}: ${title}, line ${place.line} at ${node ? names.get(node) : 'the flow'}${marked(marks)}`,
      ...(shown ? [`  ${shown.description}`, ...shown.steps.flatMap((step, at) => stepLines(step, at, names))] : []),
    ];
  });
}

function stepLines(step: StepView, at: number, names: Names): string[] {
  const { text, start, end } = step.code ?? { text: '', start: 0, end: 0 };
  return [
    ...(step.hop ? [`  ${hopText(step.hop, names)}`] : []),
    `  ${at + 1} ${step.title}, line ${step.place.line} at ${names.get(step.node)}: ${step.clause}`,
    ...(step.code ? [`    ${text.slice(0, start)}<<${text.slice(start, end)}>>${text.slice(end)}`] : []),
  ];
}

function hopText(hop: HopView, names: Names): string {
  if (hop.kind !== 'control') return `| ${hop.kind} ${hop.carrier}`;
  return hop.passes.length === 0 ? '|' : `| passes ${hop.passes.map((id) => names.get(id)).join(', ')}`;
}

function stopLines({ stops }: GraphView, names: Names): string[] {
  return stops.flatMap(({ node, place, label, barrier, message, steps, usedAt }) => [
    `stop ${barrier}, line ${place.line} at ${names.get(node)}: ${label}: ${message}`,
    ...steps.flatMap((step, at) => stepLines(step, at, names)),
    ...(usedAt.length > 0 ? [`  used at ${usedAt.map((id) => names.get(id)).join(', ')}`] : []),
  ]);
}

function keyText(key: KeyView | undefined): string {
  return key ? `${key.isOwn ? 'key' : 'key beneath'}${key.beneath > 0 ? ` ${key.beneath}` : ''}: ${key.because}` : '';
}

function countsText(counts: CountsView): string {
  return Object.entries(counts)
    .filter(([, count]) => count > 0)
    .map(([name, count]) => `${count} ${name}`)
    .join(' ');
}

function marked(marks: readonly string[]): string {
  const said = marks.filter((mark) => mark !== '');
  return said.length === 0 ? '' : ` {${said.join('; ')}}`;
}
