/** Where a fact was read, in one word. */
export function sourceWord(source) {
  if (source.startsWith('npm')) return 'sdk';
  if (source.startsWith('SDK')) return 'sdk-docs';
  if (source.startsWith('help')) return 'help';
  if (/real flow/.test(source)) return 'flows';
  if (/third-party/.test(source)) return 'notes';
  return 'inferred';
}

/** Lists of flow types repeat a lot: rows name them by number. */
export function flowTypeSets() {
  const sets = [];
  const keys = [];
  const indexOf = (flowTypes) => {
    const key = flowTypes.join();
    if (!keys.includes(key)) {
      keys.push(key);
      sets.push(flowTypes);
    }
    return keys.indexOf(key);
  };
  return { sets, indexOf };
}
