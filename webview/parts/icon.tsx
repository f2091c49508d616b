import type { ReactElement } from 'react';
import type { IconName } from '../../server/core/ide/graph-view/graph-view.js';
import type { Severity } from '../../server/core/model/finding.js';

/** Drawn on 16 by 16 with lines of 1.5. */
const SHAPES = {
  audio: (
    <>
      <path d="M3 6.5v3h2.3L9 12.5v-9L5.3 6.5z" />
      <path d="M11 6a3 3 0 0 1 0 4M12.8 4.3a5.3 5.3 0 0 1 0 7.4" />
    </>
  ),
  input: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" />
      <circle className="kt-fill" cx="5.7" cy="5.7" r=".9" />
      <circle className="kt-fill" cx="10.3" cy="5.7" r=".9" />
      <circle className="kt-fill" cx="8" cy="8" r=".9" />
      <circle className="kt-fill" cx="5.7" cy="10.3" r=".9" />
      <circle className="kt-fill" cx="10.3" cy="10.3" r=".9" />
    </>
  ),
  decision: (
    <>
      <path d="M8 2 14 8 8 14 2 8z" />
    </>
  ),
  switch: (
    <>
      <path d="M4 2.5v11M4 5.5h5.5A2 2 0 0 1 11.5 7.5v1M4 9.5h2.5a1.5 1.5 0 0 1 1.5 1.5v2.5M10 11l1.5 2L13 11" />
    </>
  ),
  data: (
    <>
      <path d="M6 2.8c-2 0-2 1.2-2 2.5S3.7 7.4 2.5 8C3.7 8.6 4 9.4 4 10.7s0 2.5 2 2.5M10 2.8c2 0 2 1.2 2 2.5s.3 2.1 1.5 2.7C12.3 8.6 12 9.4 12 10.7s0 2.5-2 2.5" />
    </>
  ),
  action: (
    <>
      <path d="M9 2.8h4.2V7M13 3 7.5 8.5M12 9.8V12a1.2 1.2 0 0 1-1.2 1.2H4A1.2 1.2 0 0 1 2.8 12V5.2A1.2 1.2 0 0 1 4 4h2.2" />
    </>
  ),
  secure: (
    <>
      <path d="M9 2.8h4.2V7M13 3 9 7M6.2 4H4a1.2 1.2 0 0 0-1.2 1.2V12A1.2 1.2 0 0 0 4 13.2h2.5" />
      <circle cx="10.8" cy="9.8" r="1.6" />
      <path d="M10.8 11.4v3.1M10.8 13h1.6" />
    </>
  ),
  people: (
    <>
      <circle cx="6" cy="5" r="2.4" />
      <path d="M2 13.2c.2-2.6 1.8-4.2 4-4.2 1.1 0 2 .4 2.7 1M11 10.5h3M11 13h3" />
    </>
  ),
  call: (
    <>
      <rect x="2.5" y="4" width="6" height="8" rx="1.5" />
      <path d="M8.5 8h5M11.3 5.8 13.5 8l-2.2 2.2" />
    </>
  ),
  task: (
    <>
      <rect x="2.5" y="2.5" width="11" height="11" rx="2.5" />
      <path d="M5.3 6h5.4M5.3 8.2h5.4M5.3 10.4h3" />
    </>
  ),
  menu: (
    <>
      <path d="M6.5 4h7M6.5 8h7M6.5 12h7" />
      <circle className="kt-fill" cx="3.2" cy="4" r="1" />
      <circle className="kt-fill" cx="3.2" cy="8" r="1" />
      <circle className="kt-fill" cx="3.2" cy="12" r="1" />
    </>
  ),
  state: (
    <>
      <rect x="2.5" y="4" width="11" height="8" rx="4" />
    </>
  ),
  flow: (
    <>
      <circle cx="4" cy="4" r="1.8" />
      <circle cx="12" cy="8" r="1.8" />
      <circle cx="4" cy="12" r="1.8" />
      <path d="M5.8 4H8a2 2 0 0 1 2 2M5.8 12H8a2 2 0 0 0 2-2" />
    </>
  ),
  transfer: (
    <>
      <path d="M2.8 3.5v9M5.5 8h7.5M10 5l3 3-3 3" />
    </>
  ),
  end: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <rect className="kt-fill" x="6" y="6" width="4" height="4" rx=".8" />
    </>
  ),
  loop: (
    <>
      <path d="M3 8a5 5 0 0 1 8.7-3.3L13 6.2M13 2.8v3.4H9.6M13 8a5 5 0 0 1-8.7 3.3L3 9.8M3 13.2V9.8h3.4" />
    </>
  ),
  message: (
    <>
      <path d="M3 3.5h10v7.5H8.3L5 13.5V11H3z" />
    </>
  ),
  find: (
    <>
      <circle cx="7" cy="7" r="4.3" />
      <path d="m10.2 10.2 3.3 3.3" />
    </>
  ),
  table: (
    <>
      <rect x="2.5" y="3.5" width="11" height="9" rx="1.5" />
      <path d="M2.5 6.7h11M6.5 6.7v5.8" />
    </>
  ),
  bot: (
    <>
      <rect x="3" y="5.5" width="10" height="7.5" rx="2" />
      <path d="M8 3v2.5M1.8 8.5v2M14.2 8.5v2" />
      <circle className="kt-fill" cx="6" cy="9.2" r=".9" />
      <circle className="kt-fill" cx="10" cy="9.2" r=".9" />
    </>
  ),
  wait: (
    <>
      <circle cx="8" cy="8" r="5.5" />
      <path d="M8 5v3.2l2 1.3" />
    </>
  ),
  screen: (
    <>
      <rect x="2.5" y="3" width="11" height="7.5" rx="1.5" />
      <path d="M8 10.5V13M5.5 13.2h5" />
    </>
  ),
  shield: (
    <>
      <path d="M8 2.2 13 4v4.2c0 2.8-2.2 4.8-5 5.6-2.8-.8-5-2.8-5-5.6V4z" />
      <path d="m5.8 8 1.6 1.6 2.9-3.1" />
    </>
  ),
  unknown: (
    <>
      <path d="M5.8 6.2a2.3 2.3 0 1 1 3.3 2c-.8.4-1.1.9-1.1 1.7M8 12.6v.1" />
    </>
  ),
  queue: (
    <>
      <circle cx="3.8" cy="8" r="1.6" />
      <circle cx="8" cy="8" r="1.6" />
      <circle cx="12.2" cy="8" r="1.6" />
    </>
  ),
  phone: (
    <>
      <path d="M4 2.8h2l1 3-1.5 1.2a7.5 7.5 0 0 0 3.5 3.5L10.2 9l3 1v2a1.2 1.2 0 0 1-1.3 1.2A10 10 0 0 1 2.8 4.1 1.2 1.2 0 0 1 4 2.8z" />
    </>
  ),
  key: (
    <>
      <circle cx="6.5" cy="4.7" r="2.7" />
      <path d="M6.5 7.4V14M6.5 10.3h3.3M6.5 13.3h4.3" />
    </>
  ),
  keyOwn: (
    <>
      <path
        className="kt-fill"
        fillRule="evenodd"
        d="M6.5 1.2a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zm0 2.2a1.3 1.3 0 1 1 0 2.6 1.3 1.3 0 0 1 0-2.6z"
      />
      <path d="M6.5 7.4V14M6.5 10.3h3.3M6.5 13.6h4.3" strokeWidth="2" />
    </>
  ),
  err: (
    <>
      <circle className="kt-fill" cx="8" cy="8" r="6.5" />
      <path d="m5.8 5.8 4.4 4.4m0-4.4-4.4 4.4" stroke="var(--kt-error-on)" strokeWidth="1.7" />
    </>
  ),
  wrn: (
    <>
      <path
        className="kt-fill"
        d="M8 1.6c.5 0 .9.2 1.1.7l5.4 10c.5.9-.1 1.9-1.1 1.9H2.6c-1 0-1.6-1-1.1-1.9l5.4-10c.2-.5.6-.7 1.1-.7z"
      />
      <path d="M8 5.8v3.6M8 11.7v.1" stroke="var(--kt-warn-on)" strokeWidth="1.7" />
    </>
  ),
  inf: (
    <>
      <circle className="kt-fill" cx="8" cy="8" r="6.5" />
      <path d="M8 7.3v3.9M8 4.8v.1" stroke="var(--kt-info-on)" strokeWidth="1.7" />
    </>
  ),
  down: (
    <>
      <path d="m4 6 4 4 4-4" />
    </>
  ),
  right: (
    <>
      <path d="m6 4 4 4-4 4" />
    </>
  ),
  up: (
    <>
      <path d="m4 10 4-4 4 4" />
    </>
  ),
  plus: (
    <>
      <path d="M8 3.5v9M3.5 8h9" />
    </>
  ),
  minus: (
    <>
      <path d="M3.5 8h9" />
    </>
  ),
  fit: (
    <>
      <path d="M2.8 6V2.8H6M10 2.8h3.2V6M13.2 10v3.2H10M6 13.2H2.8V10" />
    </>
  ),
  x: (
    <>
      <path d="m4 4 8 8m0-8-8 8" />
    </>
  ),
  export: (
    <>
      <path d="M8 10V2.8M5.2 5.4 8 2.6l2.8 2.8M3 10.5v2.7h10v-2.7" />
    </>
  ),
  filter: (
    <>
      <path d="M2.5 4h11M4.5 8h7M6.5 12h3" />
    </>
  ),
  file: (
    <>
      <path d="M4 2.5h5L12.5 6v7.5H4zM9 2.5V6h3.5" />
    </>
  ),
  source: (
    <>
      <circle cx="8" cy="8" r="5.2" />
      <circle className="kt-fill" cx="8" cy="8" r="2" />
    </>
  ),
  sink: (
    <>
      <path d="M8 2.5v7M4.8 6.6 8 9.8l3.2-3.2M3 13h10" />
    </>
  ),
  sun: (
    <>
      <circle cx="8" cy="8" r="2.8" />
      <path d="M8 1.8v1.4M8 12.8v1.4M1.8 8h1.4M12.8 8h1.4M3.6 3.6l1 1M11.4 11.4l1 1M12.4 3.6l-1 1M4.6 11.4l-1 1" />
    </>
  ),
  layers: (
    <>
      <path d="M8 2.5 14 5.7 8 9 2 5.7zM2.5 9.2 8 12.3l5.5-3.1" />
    </>
  ),
  more: (
    <>
      <circle className="kt-fill" cx="3.5" cy="8" r="1.2" />
      <circle className="kt-fill" cx="8" cy="8" r="1.2" />
      <circle className="kt-fill" cx="12.5" cy="8" r="1.2" />
    </>
  ),
} satisfies Record<string, ReactElement>;

export type ShapeName = keyof typeof SHAPES;

export function Icon({ name, className = '' }: { readonly name: ShapeName; readonly className?: string }) {
  return (
    <svg className={`kt-i ${className}`} viewBox="0 0 16 16" aria-hidden="true">
      {SHAPES[name]}
    </svg>
  );
}

/** The shape of a kind of action; the names of the data are those of the look. */
export const SHAPE_OF: Record<IconName, ShapeName> = {
  collects: 'input',
  speaks: 'audio',
  sends: 'message',
  'sets-data': 'data',
  'data-action': 'action',
  'secure-action': 'secure',
  participant: 'people',
  'screen-pop': 'screen',
  finds: 'find',
  'looks-up': 'table',
  decides: 'decision',
  switches: 'switch',
  loops: 'loop',
  menu: 'menu',
  calls: 'call',
  transfers: 'transfer',
  queue: 'queue',
  bot: 'bot',
  waits: 'wait',
  ends: 'end',
  task: 'task',
  unknown: 'unknown',
};

/** The three shapes of severity; hints look like notes. */
export type SeverityLook = 'error' | 'warn' | 'info';

export function lookOf(severity: Severity): SeverityLook {
  return severity === 'error' ? 'error' : severity === 'warning' ? 'warn' : 'info';
}

const SEVERITY_SHAPES = { error: 'err', warn: 'wrn', info: 'inf' } as const;

export function SeverityIcon({ severity }: { readonly severity: Severity }) {
  const look = lookOf(severity);
  return <Icon name={SEVERITY_SHAPES[look]} className={`kt-${look}`} />;
}
