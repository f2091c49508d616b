import { analyse, buildControlGraph, findTaintPaths, readArchitectYaml, readYaml } from '../../.cache/bench/core.mjs';
import { retained } from '../lib/retained.mjs';

/** Every work goes over all files that it is given, one workspace per file. */
export function prepare(files) {
  let flows;
  const each = (work) => () => {
    for (const file of files) work(file);
  };
  return {
    analyse: each((file) => analyse([file])),
    workspace: () => analyse(files),
    tape: each(({ text }) => readYaml(text)),
    taint: () => {
      flows ??= files.map(checkedFlow);
      for (const flow of flows) findTaintPaths([flow]);
    },
    findings: () => files.map(findingsOf),
    tree: () => files.map(({ text }) => treeOf(readYaml(text))),
    retainedTape: () => retained(() => files.map(({ text }) => readYaml(text))),
    retainedAnalysis: () => retained(() => files.map((file) => analyse([file]))),
  };
}

function checkedFlow({ uri, text }) {
  const { flow, problems } = readArchitectYaml({ uri, text });
  return { uri, text, flow, graph: buildControlGraph(flow), problems };
}

/** Leaks as the generator lists them, and how many findings of other rules there are. */
function findingsOf({ uri, text }) {
  const { files, findings } = analyse([{ uri, text }]);
  const lineOf = (offset) => text.slice(0, offset).split('\n').length;
  const leaks = findings
    .filter(({ sink }) => sink !== undefined)
    .map(({ sink, span, trace }) => ({ sink, line: lineOf(span.start), source: lineOf(trace[0].span.start) }));
  return { status: files[0].status, problems: files[0].problems, leaks, others: findings.length - leaks.length };
}

/** `kind start end` per scalar and `kind -1 children` per collection, in document order; as in contenders/yaml.mjs. */
function treeOf({ count, kind, start, end, next, problems }) {
  if (problems.length > 0) throw new Error(`the reader has ${problems.length} problems`);
  const tree = [];
  for (let node = 0; node < count; node++) {
    if (kind[node] >= 2) tree.push(kind[node], start[node], end[node]);
    else {
      let children = 0;
      for (let child = node + 1; child < next[node]; child = next[child]) children++;
      tree.push(kind[node], -1, children);
    }
  }
  return Int32Array.from(tree);
}
