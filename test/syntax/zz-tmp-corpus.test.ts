import { readFileSync, readdirSync } from 'node:fs';
import { test } from 'vitest';
import { mask } from '/work/main/test/syntax/support/masking.js';
import { readWithYaml, readFromTape } from '/work/main/test/syntax/support/oracle.js';
import { readYaml } from '/work/main/server/core/syntax/yaml/read.js';
const root='/work/shared';
const files = readFileSync(root+'/corpus/INDEX.tsv','utf8').split('\n').map(l=>l.split('\t')).filter(c=>c[3]==='archy-yaml').map(c=>root+'/corpus/'+c[0]);
for (const f of readdirSync(root+'/flowbench',{recursive:true}) as string[]) if (/\.ya?ml$/.test(f)) files.push(root+'/flowbench/'+f);
test('corpus', () => {
  let bad=0;
  for (const f of files) {
    const text=readFileSync(f,'utf8'); const m=mask(text);
    const y=readWithYaml(m); const t=readFromTape(readYaml(m)); const o=readYaml(text); const tt=readYaml(m);
    const i=y.nodes.findIndex((n,k)=>n!==t.nodes[k]);
    const same = o.count===tt.count && [...o.start.subarray(0,o.count)].join()===[...tt.start.subarray(0,o.count)].join();
    if (i>=0||y.nodes.length!==t.nodes.length||t.errors.length||y.errors.length||!same) { bad++; if(bad<10) console.log(f,i,y.nodes[i],t.nodes[i],t.errors,y.errors,same,o.problems.slice(0,3)); }
  }
  console.log(files.length,'files',bad,'bad');
});
