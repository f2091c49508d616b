/** The floor in JavaScript: looks at every character once. */
export function prepare(files) {
  return {
    scan: () => {
      let sum = 0;
      for (const { text } of files) for (let i = 0; i < text.length; i++) sum += text.charCodeAt(i);
      return sum;
    },
  };
}
