/** Gives what `make` makes, made with the first question: a program starts without the facts that nobody asks for yet. */
export function onDemand<T extends object>(make: () => T): () => T {
  let made: T | undefined;
  return () => {
    made ??= make();
    return made;
  };
}
