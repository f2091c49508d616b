import { allBuiltIns } from '../../catalog/builtins.js';
import { membersOf, propertiesOf } from '../../catalog/enums.js';
import { parseExpression } from '../../syntax/expression/parser.js';
import { typeOfExpression } from '../expression-type.js';
import type { Completing } from './completing.js';
import type { Draft } from './completion-list.js';

/** What can follow the dot behind a value: `Flow.q.`, `Email.Message.`, `Format.Number.`. */
export function memberDrafts(completing: Completing, object: string, typed: string): Draft[] {
  const known = builtInMembers(completing, object);
  if (known.length > 0) return known;
  const { expression } = parseExpression(object);
  const type = typeOfExpression(completing.flow, completing.container, expression);
  const seen = completing.names.properties.get(type);
  const own = propertiesOf(type).map((label): Draft => ({ label, kind: 'property', detail: type, rank: 0 }));
  // What is being typed is a use, too.
  const used = [...(seen ?? [])]
    .filter(([name]) => name !== typed)
    .map(
      ([label, flow]): Draft => ({
        label,
        kind: 'property',
        detail: flow === '' ? type : `used in ${flow}`,
        rank: 1,
      }),
    );
  return [...own, ...used];
}

function builtInMembers(completing: Completing, object: string): Draft[] {
  const { flowType } = completing.situation;
  const prefix = `${object.toLowerCase()}.`;
  const rows = allBuiltIns().filter(({ name }) => name.toLowerCase().startsWith(prefix) && !name.endsWith('>'));
  const typed = rows.map(
    ({ name, type, verified, flowTypes }): Draft => ({
      label: name.slice(prefix.length),
      kind: 'property',
      detail: type,
      rank: (verified ? 0 : 2) + (flowTypes.length > 0 && !flowTypes.includes(flowType) ? 4 : 0),
      resolve: completing.resolveData('built-in', name),
    }),
  );
  const others = membersOf(object).map((label): Draft => ({ label, kind: 'property', detail: object, rank: 1 }));
  return [...typed, ...others];
}
