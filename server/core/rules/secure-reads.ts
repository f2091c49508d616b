import { findSecureData, type SecureData } from '../graph/secure-data.js';
import type { Flow } from '../model/flow.js';

const found = new WeakMap<Flow, SecureData>();

/** The key icons of a flow, found once for all rules. */
export function secureDataOf(flow: Flow): SecureData {
  const known = found.get(flow);
  if (known) return known;
  const data = findSecureData(flow);
  found.set(flow, data);
  return data;
}
