/** How often lines of one task cross. A line is a list of points; lines that meet and go on together do not cross. */
export function crossingsOf(lines) {
  const segments = lines.flatMap(({ points }, line) =>
    points.slice(1).map((b, index) => ({ line, a: points[index], b })),
  );
  let count = 0;
  for (const [at, one] of segments.entries()) {
    for (const other of segments.slice(at + 1)) {
      if (one.line !== other.line && isCrossing(one, other)) count++;
    }
  }
  return count;
}

/** Each has one end strictly on either side of the other. */
function isCrossing({ a, b }, { a: c, b: d }) {
  return side(a, b, c) * side(a, b, d) < 0 && side(c, d, a) * side(c, d, b) < 0;
}

function side(a, b, point) {
  const area = (b.x - a.x) * (point.y - a.y) - (b.y - a.y) * (point.x - a.x);
  return Math.abs(area) < 1e-6 ? 0 : Math.sign(area);
}
