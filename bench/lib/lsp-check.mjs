import { spawnSync } from 'node:child_process';
import { CLI } from './bundle.mjs';

const SEVERITIES = ['', 'error', 'warning', 'information', 'hint'];

/**
 * Why the diagnostics of two sessions are not to be trusted; undefined when they are. Ours are those of the command
 * line for the same text, before and after a quotation is opened that nothing closes. The rival has nothing to say
 * about the sound file, as its schema allows what stands there, and finds the quotation.
 */
export async function wrongDiagnostics([ours, rival]) {
  const sound = await ours.typist.keystroke().diagnostics;
  const rivalSound = (await rival.typist.keystroke().diagnostics).length;
  const first = differs(sound, ours.document.text);
  if (first) return `${first} in the sound file`;
  if (rivalSound > 0) return `the schema of the rival refuses ${rivalSound} places of the sound file`;
  const spoilt = await ours.typist.spoil().diagnostics;
  const second = differs(spoilt, ours.document.text);
  const rivalSpoilt = (await rival.typist.spoil().diagnostics).length;
  await ours.typist.mend().diagnostics;
  await rival.typist.mend().diagnostics;
  if (second) return `${second} in the spoilt file`;
  if (spoilt.length <= sound.length) return 'we do not see a quotation that nothing closes';
  return rivalSpoilt === 0 ? 'the rival does not see a quotation that nothing closes' : undefined;
}

function differs(diagnostics, text) {
  const served = diagnostics.map(servedLine).sort();
  const checked = check(text).sort();
  const at = checked.findIndex((line, i) => line !== served[i]);
  if (at < 0 && served.length === checked.length) return undefined;
  return `the server has ${served.length} diagnostics, the command line ${checked.length}; first ${checked[at] ?? served.at(-1)}`;
}

function servedLine({ range, severity, code, message, relatedInformation }) {
  const steps = relatedInformation.map((step) => `${place(step.location.range)} ${step.message}`);
  return [place(range), SEVERITIES[severity], code, message, ...steps].join(' | ');
}

function place({ start, end }) {
  return `${start.line + 1}:${start.character + 1}-${end.line + 1}:${end.character + 1}`;
}

function check(text) {
  const parameters = [CLI, 'check', '-', '--stdin-path', 'flow.yaml', '--format', 'json'];
  const { stdout } = spawnSync(process.execPath, parameters, { input: text, maxBuffer: 1 << 28 });
  const shown = ({ line, column, endLine, endColumn }) => `${line}:${column}-${endLine}:${endColumn}`;
  return JSON.parse(String(stdout))
    .findings.filter(({ suppressed }) => suppressed === null)
    .map((finding) => {
      const { severity, rule, message, trace } = finding;
      const steps = trace.map((step) => `${shown(step)} ${step.message}`);
      return [shown(finding), severity, rule, message, ...steps].join(' | ');
    });
}
