/** `\$`, `$1`, `${1:name}` and `${1|one,two|}`. */
const STOP = /\\([\\$}])|\$(?:\d+|\{\d+(?::((?:\\.|[^\\}])*)|\|((?:\\.|[^\\,|])*)(?:\\.|[^\\|])*\|)?\})/g;

/** A snippet as a client gets it that knows no stops: what stands in them, the first of the choices. */
export function plainSnippet(snippet: string): string {
  return snippet.replace(STOP, (_, escaped?: string, text?: string, choice?: string) => {
    if (escaped !== undefined) return escaped;
    return (text ?? choice ?? '').replace(/\\(.)/g, '$1');
  });
}
