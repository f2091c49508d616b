// Serves a page with nothing but the graph, under the strictest policy that a host would set.
import { createReadStream } from 'node:fs';
import { createServer } from 'node:http';
import { join } from 'node:path';
import { ROOT } from './paths.mjs';

const PAGE = join(ROOT, 'test/hosts/webview/page');

/** No style or script but from files, no connection; a picture only from `data:`, which the PNG is made of. */
const POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src data:";

/** Address, file and type; nothing else is there. */
const FILES = new Map([
  ['/', [join(PAGE, 'index.html'), 'text/html']],
  ['/page.css', [join(PAGE, 'page.css'), 'text/css']],
  ['/page.js', [join(PAGE, 'page.js'), 'text/javascript']],
  ['/webview.css', [join(ROOT, 'dist/webview.css'), 'text/css']],
  ['/webview.js', [join(ROOT, 'dist/webview.js'), 'text/javascript']],
]);

/** Starts on a free port of this machine; `stop` ends it. */
export async function serveWebview() {
  const server = createServer((request, response) => {
    const found = FILES.get(request.url);
    if (!found) return response.writeHead(404).end();
    const [file, type] = found;
    response.writeHead(200, { 'content-type': `${type}; charset=utf-8`, 'content-security-policy': POLICY });
    createReadStream(file).pipe(response);
  });
  await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
  const url = `http://127.0.0.1:${server.address().port}/`;
  return { url, stop: () => new Promise((resolve) => server.close(resolve)) };
}
