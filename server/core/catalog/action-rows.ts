interface Row {
  readonly action: string;
  readonly role: string;
}

/** Gives the rows of one action by role; rows of '*' hold for every action that has none of its own. */
export function rowsByRole<R extends Row>(rows: readonly R[]): (action: string) => ReadonlyMap<string, R> {
  const byAction = new Map<string, R[]>();
  for (const row of rows) {
    const known = byAction.get(row.action);
    if (known) known.push(row);
    else byAction.set(row.action, [row]);
  }
  const forAll = byAction.get('*') ?? [];
  return (action) => new Map([...forAll, ...(byAction.get(action) ?? [])].map((row) => [row.role, row]));
}
