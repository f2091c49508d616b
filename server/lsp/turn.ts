/** Calls back behind the messages that already wait. Timers of 0 ms keep their order, but browsers stretch them. */
function nextTurn(callback: () => void): void {
  if (typeof setImmediate === 'function') setImmediate(callback);
  else setTimeout(callback, 0);
}

/**
 * In Node the connection takes one message per turn and plans the next turn behind this one, so a message that waits
 * has been handled when the second turn comes. In a worker every message is a turn of its own.
 */
export function afterNextMessage(callback: () => void): void {
  nextTurn(() => nextTurn(callback));
}

/** Lets a waiting message go first. */
export function letMessagesThrough(): Promise<void> {
  return new Promise((resolve) => afterNextMessage(resolve));
}
