/** How a value gets into a channel and out of it, for the steps of a trace. */
export function channelWords(kind: string, name: string): { readonly stored: string; readonly got: string } {
  switch (kind) {
    case 'attribute':
      return { stored: `stored as participant data "${name}"`, got: `read from participant data "${name}"` };
    case 'shared':
      return {
        stored: `left in "${name}", which other flows read,`,
        got: `taken from "${name}", which another flow wrote`,
      };
    default:
      return { stored: `handed over to "${name}"`, got: 'received as invocation data' };
  }
}
