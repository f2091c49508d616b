import type { ReactNode } from 'react';
import { Icon, SeverityIcon } from '../parts/icon.js';

/** Eight rows that say what the lines and marks mean. */
export function Legend() {
  return (
    <section className="kt-float kt-legend" aria-label="Legend">
      <h2>Legend</h2>
      <ul>
        <Row text="path of the value">
          <Line className="kt-e-lit" arrow="M24,2L33,8L24,14z" arrowClass="kt-a-lit" end={24} />
        </Row>
        <Row text="control flow">
          <Line className="" arrow={ARROW} arrowClass="" end={26} />
        </Row>
        <Row text="call or jump">
          <Line className="kt-e-call" arrow={ARROW} arrowClass="" end={26} />
        </Row>
        <Row text="value carried by stored data">
          <Line className="kt-e-stored" end={32} />
        </Row>
        <Row text="handles secure data">
          <Icon name="keyOwn" className="kt-iris" />
        </Row>
        <Row text="secure data beneath, count">
          <Icon name="key" className="kt-iris" />
        </Row>
        <Row text="findings: error, warning">
          <SeverityIcon severity="error" />
          <SeverityIcon severity="warning" />
        </Row>
        <Row text="stopped here by a barrier">
          <Icon name="shield" className="kt-stop" />
        </Row>
      </ul>
    </section>
  );
}

const ARROW = 'M26,3.5L33,8L26,12.5z';

function Row({ text, children }: { readonly text: string; readonly children: ReactNode }) {
  return (
    <li>
      <span className="kt-sample">{children}</span>
      {text}
    </li>
  );
}

interface LineProperties {
  readonly className: string;
  readonly end: number;
  readonly arrow?: string;
  readonly arrowClass?: string;
}

function Line({ className, end, arrow, arrowClass }: LineProperties) {
  return (
    <svg viewBox="0 0 34 16" aria-hidden="true">
      <path className={`kt-e ${className}`} d={`M1,8H${end}`} />
      {arrow && <path className={`kt-a ${arrowClass}`} d={arrow} />}
    </svg>
  );
}
