// What any page with the editor and the graph library costs: a text in the one, boxes in the other, nothing of ours.
import '@xyflow/react/dist/base.css';
import { ReactFlow } from '@xyflow/react';
import * as monaco from 'monaco-editor/editor/editor.api';
import { createElement } from 'react';
import { createRoot } from 'react-dom/client';
import { setUpMonaco } from '../../client/designer/editor/monaco.ts';

const { text, boxes } = await (await fetch('bare.json')).json();
document.body.style.cssText = 'margin:0;display:grid;grid-template-columns:1fr 1fr;height:100vh';
const [left, right] = ['left', 'right'].map(() => document.body.appendChild(document.createElement('div')));
setUpMonaco('editor-worker.js');
monaco.editor.create(left, { value: text, language: 'yaml' });
const nodes = boxes.map((label, at) => ({
  id: String(at),
  position: { x: 0, y: at * 80 },
  data: { label },
  width: 224,
  height: 56,
}));
const edges = nodes.slice(1).map(({ id }, at) => ({ id, source: String(at), target: id }));
createRoot(right).render(createElement(ReactFlow, { nodes, edges, fitView: true }));
