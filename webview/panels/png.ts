/** Pixels for one px of the drawing, and the most that a canvas of any browser holds. */
const SCALE = 2;
const MOST_PIXELS = 16_000;

const REFUSED = 'The picture cannot be made here: the page allows no images. Export as SVG instead.';

/** Draws an SVG on a canvas. The page has to allow images from `data:`. */
export async function pngOf({ name, content }: { readonly name: string; readonly content: string }) {
  const image = new Image();
  const loaded = new Promise<void>((done, failed) => {
    image.onload = () => done();
    image.onerror = () => failed(new Error(REFUSED));
  });
  image.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(content)}`;
  await loaded;
  const scale = Math.min(SCALE, MOST_PIXELS / Math.max(image.width, image.height));
  const canvas = document.createElement('canvas');
  canvas.width = Math.max(1, Math.round(image.width * scale));
  canvas.height = Math.max(1, Math.round(image.height * scale));
  canvas.getContext('2d')?.drawImage(image, 0, 0, canvas.width, canvas.height);
  const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, 'image/png'));
  if (blob === null) throw new Error('The picture is too large. Close some tasks, or export as SVG instead.');
  return { name: name.replace(/\.svg$/, '.png'), content: new Uint8Array(await blob.arrayBuffer()) };
}
