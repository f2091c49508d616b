import * as vscode from 'vscode';
import type { Tdd } from './mocha.js';
import { codeOf, codes, equal, fileUri, found, ok, open, rangeOf, replace, run, untilCodes } from './support.js';

/** The findings of pay-by-card.yaml, from top to bottom. */
export const LEAKS = [
  'secure-value-in-speech',
  'secure-value-in-plain-data-action',
  'secure-value-in-participant-data',
] as const;

export function diagnosticCases({ suite, test }: Tdd, hasCorpus: boolean): void {
  suite('diagnostics', () => {
    test('a card number that is sent, read back and stored is underlined, each with its way', async () => {
      const document = await open('pay-by-card.yaml');
      const [speech, action, note] = await untilCodes(document.uri, LEAKS);
      equal(
        [speech, action, note].map((one) => one?.severity),
        [vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Error],
        'the severities',
      );
      const way = (diagnostic = speech) =>
        (diagnostic?.relatedInformation ?? []).map(({ location }) => document.lineAt(location.range.start).text.trim());
      const spoken = 'exp: ToAudioTTS(Append("You entered ", Task.cardNumber))';
      equal(way(), ['var: Task.cardNumber', spoken], 'the way to the loudspeaker');
      equal(way(action), ['var: Task.cardNumber', 'exp: Task.cardNumber'], 'the way to the data action');
      equal(way(note), ['var: Task.cardNumber', 'variable: Flow.note', 'exp: Flow.note'], 'the way through the copy');
      ok(speech?.message.startsWith('Card number from Task.cardNumber'), `it names the value: ${speech?.message}`);
    });

    test('a finding has a link to the page about its rule', async () => {
      const { uri } = await open('pay-by-card.yaml');
      for (const diagnostic of await untilCodes(uri, LEAKS)) {
        const { code } = diagnostic;
        ok(typeof code === 'object' && code.target.path.endsWith(`/${codeOf(diagnostic)}.md`), JSON.stringify(code));
      }
    });

    test('a file that nobody has opened is checked too', async () => {
      // front-desk.yaml is opened, pay-by-card.yaml is not: its findings come from the look at the folder.
      await run('workbench.action.closeAllEditors');
      await open('front-desk.yaml');
      await untilCodes(fileUri('pay-by-card.yaml'), LEAKS);
    });

    test('typing changes the findings, and taking it back brings them back', async () => {
      const document = await open('pay-by-card.yaml');
      await untilCodes(document.uri, LEAKS);
      await replace(document, rangeOf(document, 'Append("You entered ", Task.cardNumber)'), '"Thank you"');
      await untilCodes(document.uri, LEAKS.slice(1));
      await run('undo');
      await untilCodes(document.uri, LEAKS);
    });

    test('a file that is no flow has none', async () => {
      const { uri } = await open('prices.yaml');
      await untilCodes(fileUri('pay-by-card.yaml'), LEAKS);
      equal(found(uri), [], 'findings in prices.yaml');
    });

    test('a flow that keeps its card number to itself has none', async () => {
      const { uri } = await open('sealed.yaml');
      await untilCodes(fileUri('pay-by-card.yaml'), LEAKS);
      equal(codes(uri), [], 'findings in sealed.yaml');
    });

    const ifCorpus = hasCorpus ? test : test.skip;
    ifCorpus('a published blueprint sends its card number to a plain data action, and reads it back', async () => {
      const document = await open('EventOrchestrator_Secure_Flow.tftpl');
      const rules = ['secure-value-in-plain-data-action', 'secure-value-in-speech'];
      const leaks = await untilCodes(document.uri, rules);
      const ways = leaks.map(({ relatedInformation = [] }) =>
        relatedInformation.map(({ location }) => document.lineAt(location.range.start).text.trim()),
      );
      const source = 'var: Task.cardNumber';
      equal(
        ways,
        [
          [source, 'exp: Task.cardNumber'],
          [source, 'verificationType: individualDigits'],
        ],
        'their ways',
      );
    });
  });
}
