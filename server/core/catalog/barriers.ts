import rows from './architect/barriers.json' with { type: 'json' };

/** An output behind which nothing is left of what went in. Taint policy, section 4. */
export interface BarrierRow {
  readonly action: string;
  readonly role: string;
  /** Role of the slots that go in. */
  readonly reads: string;
  /** The barrier's id in the policy. */
  readonly barrier: string;
  readonly evidence: string;
}

/** Undefined for outputs that are no barrier. */
export function findBarrier(action: string, role: string): BarrierRow | undefined {
  return rows.find((row) => row.action === action && row.role === role);
}
