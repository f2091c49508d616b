import type { NodeId } from '../../server/core/ide/graph-view/graph-view.js';
import type { ToView } from '../messages.js';
import type { Lit } from './lit.js';
import type { Camera, CameraWish, Filters, Over, Scope, Side, SwitchName } from './state.js';

type WithoutSerial<Wish> = Wish extends CameraWish ? Omit<Wish, 'serial'> : never;

/** Everything that changes the state of the graph. */
export type Command =
  | { readonly type: 'host'; readonly message: ToView }
  /** Lights a path or a stop; `opens` are the containers that are opened for it, `scope` the flows it goes through. */
  | { readonly type: 'light'; readonly lit: Lit; readonly opens: readonly NodeId[]; readonly scope: Scope }
  | { readonly type: 'walk'; readonly step: number }
  | { readonly type: 'leave' }
  | { readonly type: 'pin'; readonly lit?: Lit }
  | { readonly type: 'focus'; readonly item: string | undefined; readonly says?: string; readonly shows?: boolean }
  | { readonly type: 'details'; readonly node: NodeId | undefined }
  | { readonly type: 'toggle'; readonly container: NodeId; readonly isOpen: boolean }
  | { readonly type: 'unfold'; readonly branch: string }
  | { readonly type: 'openAll' }
  | { readonly type: 'cases'; readonly of: NodeId }
  | { readonly type: 'scope'; readonly scope: Scope; readonly trail?: readonly NodeId[] }
  | { readonly type: 'filter'; readonly filters: Filters }
  | { readonly type: 'switch'; readonly name: SwitchName }
  | { readonly type: 'side'; readonly side: Side }
  | { readonly type: 'over'; readonly over: Over; readonly query?: string }
  | { readonly type: 'wish'; readonly wish: WithoutSerial<CameraWish> }
  | { readonly type: 'camera'; readonly camera: Camera }
  | { readonly type: 'forgetStale' }
  | { readonly type: 'answered' }
  | { readonly type: 'hush' }
  | { readonly type: 'say'; readonly text: string };
