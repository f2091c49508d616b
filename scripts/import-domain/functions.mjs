import { flowTypeSets, sourceWord } from './shared.mjs';

/** Functions and operators of the expression language -> `functions.generated.json`. */
export function importFunctions(source) {
  const flowTypes = flowTypeSets();
  const overload = ({ params, returns, ...rest }) => ({
    params: params.map(signature),
    returns,
    ...(rest.flowTypes && { flowTypes: flowTypes.indexOf(rest.flowTypes) }),
    ...(rest.hidden && { hidden: true }),
    ...(rest.mustBeOutermost && { mustBeOutermost: true }),
  });
  const functions = source.functions.map((row) => ({
    name: row.name,
    category: row.category,
    taint: row.taint,
    verified: row.verified,
    source: sourceWord(row.source),
    // Only the platform's own metadata says how many values a function takes and of which types.
    ...(sourceWord(row.source) === 'sdk' && { exact: true }),
    ...(row.availabilityFromServer && { availabilityFromServer: true }),
    ...(row.producesAudio && { producesAudio: true }),
    ...(row.note && { note: row.note }),
    ...(row.taintNote && { taintNote: row.taintNote }),
    ...(row.lookup && { lookup: row.lookup }),
    overloads: row.overloads.map(overload),
  }));
  const operators = source.operators.map((row) => ({
    id: row.id,
    symbol: row.symbol,
    ...(row.category && { category: row.category }),
    overloads: row.overloads.map(overload),
  }));
  const { maxTextLength, maxCallDepth, maxInt, maxDecimalDigits } = source.lexical;
  return {
    functions,
    operators,
    notPresent: source.notPresent.map(notPresentRow),
    precedence: source.precedence.map(({ level, ops }) => ({ level, operators: ops })),
    limits: { maxTextLength, maxCallDepth, maxInteger: maxInt, maxDecimalDigits },
    flowTypeSets: flowTypes.sets,
  };
}

/** 'text:String~': `?` optional, `*` repeatable, `~` may be NOT_SET. */
function signature({ name, type, optional, repeatable, acceptsNotSet }) {
  return `${name}:${type}${optional ? '?' : ''}${repeatable ? '*' : ''}${acceptsNotSet ? '~' : ''}`;
}

/** What people look for under another name. */
function notPresentRow(name) {
  const renamed = { Mid: 'Substring', Len: 'Length', RegexMatch: 'FindString' };
  return { name, instead: name in renamed ? [renamed[name]] : ['Left', 'Right', 'Substring', 'Append'] };
}
