import { Contender } from './contender.mjs';

/** Why the results on an input are wrong; undefined when they are right. */
export async function wrongTree(input) {
  const [ours, theirs] = [await Contender.start('keytrace', [input.path]), await Contender.start('yaml', [input.path])];
  const [[tape], [tree]] = [await ours.answer('tree'), await theirs.answer('tree')];
  ours.stop();
  theirs.stop();
  const at = tape.findIndex((value, i) => value !== tree[i]);
  if (at < 0 && tape.length === tree.length) return undefined;
  const node = Math.floor((at < 0 ? Math.min(tape.length, tree.length) : at) / 3);
  return `${input.name}: node ${node} of ${tree.length / 3} differs from yaml`;
}

/** The leaks that are found are those that the generator put there, and nothing is reported as unreadable. */
export async function wrongFindings(input) {
  const ours = await Contender.start('keytrace', [input.path]);
  const [{ status, problems, leaks }] = await ours.answer('findings');
  ours.stop();
  if (status !== 'analysed' || problems > 0) return `${input.name}: ${status} with ${problems} problems`;
  const found = new Set(leaks.map(keyOf));
  const expected = new Set(input.leaks.map(keyOf));
  const missing = [...expected].filter((key) => !found.has(key));
  const extra = [...found].filter((key) => !expected.has(key));
  if (missing.length === 0 && extra.length === 0 && leaks.length === expected.size) return undefined;
  return `${input.name}: ${missing.length} leaks missing, ${extra.length} too many; first ${missing[0] ?? extra[0]}`;
}

function keyOf({ sink, line, source }) {
  return `${sink} in line ${line} from line ${source}`;
}
