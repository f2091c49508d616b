/** 'Flow.answer.card' assigns a part of Flow.answer. */
export function isPart(name: string): boolean {
  return secondDot(name) >= 0;
}

/** The variable that a part belongs to. */
export function baseName(name: string): string {
  const end = secondDot(name);
  return end < 0 ? name : name.slice(0, end);
}

function secondDot(name: string): number {
  const first = name.indexOf('.');
  return first < 0 ? -1 : name.indexOf('.', first + 1);
}
