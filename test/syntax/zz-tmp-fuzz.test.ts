import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'vitest';
import { mask, isMaskable } from './support/masking.js';
import { generateDocument } from './support/generator.js';
import { edit } from './support/edits.js';
import { Random } from './support/random.js';
import { readWithYaml, readFromTape } from './support/oracle.js';
import { readYaml } from '../../server/core/syntax/yaml/read.js';
const show = (s: string) => JSON.stringify(s);
function differs(text: string): string | undefined {
  const m = mask(text).replace(/\r(?!\n)/g, '\n');
  const y = readWithYaml(m); const tape = readYaml(m); const t = readFromTape(tape);
  if (y.errors.length > 0) return t.errors.length > 0 ? undefined : 'MISSED: ' + y.errors[0];
  if (t.errors.length > 0) return 'EXTRA: ' + t.errors[0];
  if (y.nodes.join('\n') !== t.nodes.join('\n')) { const i = y.nodes.findIndex((n,k)=>n!==t.nodes[k]); return `STRUCT: ${y.nodes[i]} <> ${t.nodes[i]}`; }
  if (y.duplicates !== t.duplicates) return `DUP ${y.duplicates} ${t.duplicates}`;
  return undefined;
}
function shrink(text: string, kind: string): string {
  let best = text;
  for (let again = true; again;) {
    again = false;
    const lines = best.split('\n');
    for (let i = 0; i < lines.length; i++) { const c = [...lines.slice(0,i), ...lines.slice(i+1)].join('\n'); if (differs(c)?.slice(0,5) === kind.slice(0,5)) { best = c; again = true; break; } }
    if (!again && best.length < 300) for (let i = 0; i < best.length; i++) { const c = best.slice(0,i)+best.slice(i+1); if (differs(c)?.slice(0,5) === kind.slice(0,5)) { best = c; again = true; break; } }
  }
  return best;
}
const N = Number(process.env.N ?? 1000), SEED = Number(process.env.SEED ?? 1), MODE = process.env.MODE ?? 'gen';
test('fuzz', () => {
  const root='/work/shared';
  const files = readFileSync(root+'/corpus/INDEX.tsv','utf8').split('\n').map(l=>l.split('\t')).filter(c=>c[3]==='archy-yaml' && +c[5]! < 3000).map(c=>readFileSync(root+'/corpus/'+c[0],'utf8'));
  let bad = 0, yamlOk = 0, dirty=0; const seen = new Map<string, number>();
  for (let i = 0; i < N; i++) {
    const r = new Random(SEED * 1000003 + i);
    let text: string;
    if (MODE === 'gen') text = generateDocument(r);
    else { text = MODE === 'edit' && r.chance(0.3) ? r.pick(files) : generateDocument(r); const lines=text.split('\n'); if (lines.length>40) { const f=r.below(lines.length-30); text=lines.slice(f,f+30).join('\n'); } for (let k = 1 + r.below(3); k > 0; k--) text = edit(text, r); }
    if (!isMaskable(text)) { dirty++; continue; }
    let d: string | undefined;
    try { d = differs(text); } catch (e) { d = 'THROW ' + (e as Error).stack; }
    if (MODE==='gen') { const y = readWithYaml(mask(text)); if (y.errors.length===0) yamlOk++; else if (seen.size<3 && !seen.has('Y'+y.errors[0])) { seen.set('Y'+y.errors[0],1); console.log('INVALID', y.errors[0], show(text)); } }
    if (d === undefined) continue;
    bad++;
    const key = d.replace(/\d+/g,'0').slice(0,50);
    seen.set(key, (seen.get(key) ?? 0) + 1);
    if (seen.get(key)! <= 2 && bad < 60) { const s = d.startsWith('THROW') ? text : shrink(text, d); console.log(i, d.startsWith('THROW')? d : differs(s), '\n   ', show(s)); }
  }
  console.log('N', N, 'bad', bad, 'dirty', dirty, 'yamlOk', yamlOk, [...seen].filter(([k])=>!k.startsWith('Y')).sort((a,b)=>b[1]-a[1]).slice(0,25));
}, 600000);
