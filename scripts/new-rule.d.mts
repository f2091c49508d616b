export function mistakeIn(id: string): string | undefined;
export function newRuleFiles(id: string): readonly (readonly [path: string, text: string])[];
