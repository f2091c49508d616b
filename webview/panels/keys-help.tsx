import { useDispatch } from '../parts/graph-context.js';
import { Tool } from './toolbar.js';

const KEYS: readonly (readonly [keys: string, does: string])[] = [
  ['↓ ↑', 'along the flow: first output, back'],
  ['→ ←', 'next, previous branch; into, out of a call'],
  ['Home End', 'first, last of the container'],
  ['Enter', 'light the path, or open container, flow, branch'],
  ['Shift+Enter', 'pin a second value'],
  ['n p', 'next, previous step'],
  ['[ ]', 'previous, next path'],
  ['Escape', 'leave path, details, container'],
  ['/', 'search'],
  ['e', 'to the source line'],
  ['i', 'details'],
  ['o', 'outline'],
  ['f', 'fit path or flow'],
  ['0', 'all flows'],
  ['+ −', 'zoom'],
  ['d l m', 'dimming, legend, minimap'],
  ['?', 'this list'],
];

export function KeysHelp() {
  const dispatch = useDispatch();
  return (
    <section className="kt-float kt-over kt-keys" aria-label="Keys">
      <header className="kt-over-head">
        <h2>Keys</h2>
        <Tool shape="x" label="Close" onClick={() => dispatch({ type: 'over', over: 'none' })} />
      </header>
      <dl>
        {KEYS.map(([keys, does]) => (
          <div key={keys}>
            <dt>
              {keys.split(' ').map((key) => (
                <kbd key={key} className="kt-kbd">
                  {key}
                </kbd>
              ))}
            </dt>
            <dd>{does}</dd>
          </div>
        ))}
      </dl>
    </section>
  );
}
