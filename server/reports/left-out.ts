import { type Config, whyHidden } from '../core/config/config.js';
import type { ReportFile } from './report.js';
import type { RuleInfo } from './rule-info.js';

/** What the settings keep out of a report. */
export interface LeftOut {
  /** Files that are not looked at, ordered by path. */
  readonly files: readonly string[];
  readonly rules: readonly HiddenRule[];
}

/** A rule whose findings are not shown. */
export interface HiddenRule {
  readonly rule: string;
  readonly why: NonNullable<ReturnType<typeof whyHidden>>;
  /** Number of analysed files that this holds for. */
  readonly files: number;
}

/** Rules in their order; one that is hidden for two reasons comes twice. */
export function hiddenRules(
  rules: readonly RuleInfo[],
  files: readonly ReportFile[],
  configOf: (path: string) => Config,
): HiddenRule[] {
  const configs = files.filter(({ status }) => status === 'analysed').map(({ path }) => configOf(path));
  return rules.flatMap(({ id: rule }) =>
    (['off', 'auditor'] as const).flatMap((why) => {
      const count = configs.filter((config) => whyHidden(rule, config) === why).length;
      return count === 0 ? [] : [{ rule, why, files: count }];
    }),
  );
}
