import type { Expression } from '../model/expression.js';
import { walkExpression } from '../syntax/expression/walk.js';
import { showsPlainAmount } from './derived.js';
import { speakAsMoney } from './fixes/speak-as-money.js';
import { defineRule } from './rule.js';
import { spokenValues } from './spoken-values.js';

export default defineRule({
  title: 'Amount is spoken without its currency',
  family: 'handling',
  severity: 'information',
  confidence: 'medium',
  persona: 'regular',
  since: '0.1.0',
  why: 'A bare number is read as a number: 1250.5 becomes "one thousand two hundred fifty point five", and the caller does not hear what it is an amount of.',
  instead: 'Make a Currency of it and speak that: ToAudioCurrency(ToCurrency(amount)).',
  falsePositives: 'A balance of points or minutes is no money. Call it points.',
  pci: [],
  cwe: [],
  seed: ['B10'],
  examples: [
    {
      bad: `inboundCall:
  variables: [ { decimalVariable: { name: Flow.balance } } ]
  tasks:
    - task:
        actions:
          - playAudio: { name: Say, audio: { exp: ToAudioTTS(ToString(Flow.balance)) } }
`,
      fixed: `inboundCall:
  variables: [ { decimalVariable: { name: Flow.balance } } ]
  tasks:
    - task:
        actions:
          - playAudio: { name: Say, audio: { exp: ToAudioCurrency(ToCurrency(Flow.balance)) } }
`,
    },
  ],

  check({ file, workspace, report }) {
    const shows = showsPlainAmount(workspace);
    for (const { value, action, container } of spokenValues(file)) {
      if (!value.expression || !shows(file.flow, value.expression, container)) continue;
      const name = nameIn(value.expression, (part) => shows(file.flow, part, container));
      report({
        span: value.span,
        message: `${name} is spoken as a plain number, without its currency`,
        container,
        ...(action < 0 ? {} : { action }),
        fixes: () => speakAsMoney(file, value, container),
      });
    }
  },
});

/** The first variable or property of an expression that is shown. */
function nameIn(expression: Expression, isShown: (part: Expression) => boolean): string {
  let name = '';
  walkExpression(expression, (part) => {
    if (name !== '' || !isShown(part)) return;
    if (part.kind === 'reference') name = part.name;
    else if (part.kind === 'member') name = part.property;
  });
  return name === '' ? 'An amount' : name;
}
