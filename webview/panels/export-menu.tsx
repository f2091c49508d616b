import { useState } from 'react';
import { useDispatch, useGraphContext, useScene } from '../parts/graph-context.js';
import { diagram, type Exported, mermaid, type Subject, svg } from './exports.js';
import { pngOf } from './png.js';
import { Tool } from './toolbar.js';

interface Choice {
  readonly title: string;
  readonly text: string;
  readonly make: (subject: Subject) => Promise<Exported> | Exported;
}

const CHOICES: readonly Choice[] = [
  { title: 'SVG', text: 'What is drawn, in light colours, for documents.', make: svg },
  { title: 'PNG', text: 'The same as a picture, twice as large.', make: async (subject) => pngOf(svg(subject)) },
  { title: 'Data-flow diagram', text: 'A page to print, one sheet for every path.', make: diagram },
  { title: 'Mermaid', text: 'A text that wikis and merge requests draw.', make: mermaid },
];

/** What can be made of the graph; the host asks where to put it. */
export function ExportMenu() {
  const { store, host } = useGraphContext();
  const dispatch = useDispatch();
  const scene = useScene();
  const [problem, setProblem] = useState('');
  const save = async ({ make }: Choice) => {
    try {
      const { name, content } = await make({ state: store.get(), scene });
      host.send({ type: 'saveExport', name, content });
      dispatch({ type: 'over', over: 'none' });
    } catch (error) {
      setProblem(error instanceof Error ? error.message : String(error));
    }
  };
  return (
    <section className="kt-float kt-over" aria-label="Export">
      <header className="kt-over-head">
        <h2>Export</h2>
        <Tool shape="x" label="Close" onClick={() => dispatch({ type: 'over', over: 'none' })} />
      </header>
      <ul className="kt-rows">
        {CHOICES.map((choice) => (
          <li key={choice.title}>
            <button type="button" className="kt-row" onClick={() => void save(choice)}>
              <span className="kt-strong">{choice.title}</span>
              <span className="kt-quiet">{choice.text}</span>
            </button>
          </li>
        ))}
      </ul>
      {problem !== '' && (
        <p className="kt-none" role="alert">
          {problem}
        </p>
      )}
    </section>
  );
}
