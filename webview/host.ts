import type { FromView, ToView } from './messages.js';

/** What the graph asks of the world around it; VS Code and a page each have one. */
export interface Host {
  send(message: FromView): void;
  /** Calls back for every message, also for those that came before; returns how to end it. */
  listen(receive: (message: ToView) => void): () => void;
}

/** The part of VS Code's webview API that is used. */
interface WebviewApi {
  postMessage(message: FromView): void;
  getState(): unknown;
  setState(state: unknown): void;
}

declare global {
  /** Only inside a webview of VS Code, and only once per page. */
  function acquireVsCodeApi(): WebviewApi;
}

/** Inside a webview of VS Code. What was saved also survives in VS Code's own state, so that a moved panel has it at once. */
export function vscodeHost(): Host {
  const api = acquireVsCodeApi();
  return {
    send(message) {
      if (message.type === 'stateChanged') api.setState(message.state);
      api.postMessage(message);
    },
    listen(receive) {
      const kept = api.getState();
      if (kept !== undefined) receive({ type: 'restore', state: kept });
      return onMessages(window, receive);
    },
  };
}

/** Inside a frame of another page, which talks by postMessage and has to be of the given origin. */
export function frameHost(origin: string): Host {
  return {
    send: (message) => window.parent.postMessage(message, origin),
    listen: (receive) => onMessages(window, receive, origin),
  };
}

/** In the same page: whoever mounts the graph calls `post` and is called back by `onMessage`. */
export function pageHost(onMessage: (message: FromView) => void): Host & { post(message: ToView): void } {
  const waiting: ToView[] = [];
  let receiver: ((message: ToView) => void) | undefined;
  return {
    send: onMessage,
    post(message) {
      if (receiver) receiver(message);
      else waiting.push(message);
    },
    listen(receive) {
      receiver = receive;
      for (const message of waiting.splice(0)) receive(message);
      return () => {
        receiver = undefined;
      };
    },
  };
}

/** VS Code's messages come from the frame's own parent and have no origin that could be known. */
function onMessages(target: Window, receive: (message: ToView) => void, origin?: string): () => void {
  const listener = (event: MessageEvent) => {
    if (origin !== undefined && event.origin !== origin) return;
    const data: unknown = event.data;
    // Any script of the page may post anything; whatever has no type of ours is not for us.
    if (typeof data === 'object' && data !== null && 'type' in data) receive(data as ToView);
  };
  target.addEventListener('message', listener);
  return () => target.removeEventListener('message', listener);
}
