/** Bytes on the heap and beside it that stay as long as what `make` gives is kept. Needs --expose-gc. */
export async function retained(make) {
  make();
  const before = await used();
  const kept = make();
  const bytes = (await used()) - before;
  return kept.length > 0 ? bytes : Number.NaN;
}

/** Buffers are freed some time after the collection that finds them unused, so it takes a few. */
async function used() {
  for (let i = 0; i < 4; i++) {
    globalThis.gc();
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  const { heapUsed, arrayBuffers } = process.memoryUsage();
  return heapUsed + arrayBuffers;
}
