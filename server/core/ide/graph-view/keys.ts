import type { Flow } from '../../model/flow.js';
import { secureDataOf } from '../../rules/secure-reads.js';
import { type KeyReason, keyOfAction, keyOfContainer, keyOfFlow } from '../key-icon.js';
import type { KeyView } from './graph-view.js';
import { shownMessage } from './shown-texts.js';

/** The platform's key on everything of one flow, with how much of it stands beneath. */
export class Keys {
  readonly #flow: Flow;
  /** By action index: how many actions below it handle secure data themselves. */
  readonly #beneath: Int32Array;

  constructor(flow: Flow) {
    this.#flow = flow;
    const { actions } = secureDataOf(flow);
    this.#beneath = new Int32Array(flow.actions.length);
    for (let index = flow.actions.length - 1; index >= 0; index--) {
      const { parent } = flow.actions[index]!;
      if (parent >= 0) this.#beneath[parent]! += this.#beneath[index]! + (actions[index]!.own ? 1 : 0);
    }
  }

  isOwn(index: number): boolean {
    return secureDataOf(this.#flow).actions[index]?.own === true;
  }

  ofAction(index: number): KeyView | undefined {
    return viewOf(keyOfAction(this.#flow, this.#flow.actions[index]!), this.#beneath[index]!);
  }

  ofContainer(index: number, withSecureData: number): KeyView | undefined {
    return viewOf(keyOfContainer(this.#flow, this.#flow.containers[index]!), withSecureData);
  }

  ofFlow(withSecureData: number): KeyView | undefined {
    return viewOf(keyOfFlow(this.#flow), withSecureData);
  }
}

function viewOf(key: KeyReason | undefined, beneath: number): KeyView | undefined {
  if (!key) return undefined;
  const { icon, reason } = key;
  return { isOwn: icon.own, beneath, because: shownMessage(`${icon.own ? 'Secure because it' : 'It'} ${reason}.`) };
}
