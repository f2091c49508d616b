import type { CookedText } from '../text/cooked-text.js';
import type { Place } from './finding.js';
import type { Problem } from './flow.js';
import type { SettingsKind } from './platform-settings.js';

/** Formats of files that hold no flow, but say something about what flows use. */
export type ResourceFormatId = 'data-action' | 'terraform' | 'inventory' | 'archy-options' | SettingsKind;

/** A piece of text with the file that it is written in, or one that nobody knows before it is deployed. */
export type TextPart =
  | { readonly kind: 'text'; readonly uri: string; readonly source: CookedText }
  /** Equal keys stand for equal texts. */
  | { readonly kind: 'open'; readonly key: string };

/** Text that may be put together from several places. */
export interface ResourceText extends Place {
  readonly parts: readonly TextPart[];
}

/** 'unknown': no file says it, or what says it cannot be worked out from the files. */
export type Secrecy = 'secure' | 'plain' | 'unknown';

/** Something that is called from flows and calls a service: its contract and the request that it makes. */
export interface DataAction extends Place {
  /** Of the format that it was read from. */
  readonly format: ResourceFormatId;
  readonly name: ResourceText;
  /** The name of the integration; left out where the file does not say it. */
  readonly category?: ResourceText;
  readonly id?: string;
  readonly secrecy: Secrecy;
  /** Where that is written. */
  readonly secrecyPlace?: Place;
  readonly inputs: readonly ContractField[];
  readonly outputs: readonly ContractField[];
  /** False when the contract is not written in the files, or not readable there. */
  readonly hasContract: boolean;
  readonly request?: DataActionRequest;
  /**
   * 'unknown' when it is set to something that cannot be worked out, 'not set' when the file could set it and does not;
   * left out for files that never say it.
   */
  readonly timeoutSeconds?: number | 'unknown' | 'not set';
  /** Where it is set. */
  readonly timeoutPlace?: Place;
  /** Read from an inventory: when that was written, as it says. */
  readonly asOf?: string;
}

export interface ContractField extends Place {
  readonly name: string;
  /** As the schema says: 'string', 'integer', ...; '' when it does not. */
  readonly type: string;
  readonly isRequired: boolean;
}

export interface DataActionRequest {
  readonly method: string;
  readonly url?: ResourceText;
  readonly body?: ResourceText;
  readonly headers: readonly RequestHeader[];
}

export interface RequestHeader {
  readonly name: string;
  readonly value: ResourceText;
}

/** What is put into the `{{x}}` or `${x}` of one flow when it is deployed. */
export interface FlowFilling extends Place {
  /** 'substitution' fills `{{x}}`, 'template' fills `${x}`. */
  readonly style: 'substitution' | 'template';
  /** The file of the flow; undefined when every flow below `folder` may be meant. */
  readonly flow: string | undefined;
  readonly values: ReadonlyMap<string, FilledValue>;
  /** False when more keys may be there than could be read. */
  readonly isComplete: boolean;
}

export interface FilledValue {
  readonly key: Place;
  readonly value: ResourceText;
}

/** One file that holds no flow, with what it says by itself. */
export interface ResourceFile {
  readonly uri: string;
  readonly format: ResourceFormatId;
  readonly text: string;
  readonly problems: readonly Problem[];
}

/** The text when all of it is known. */
export function wholeText(text: ResourceText | undefined): string | undefined {
  let whole = '';
  for (const part of text?.parts ?? [OPEN]) {
    if (part.kind === 'open') return undefined;
    whole += part.source.text;
  }
  return whole;
}

const OPEN: TextPart = { kind: 'open', key: '' };

/** Equal for texts that are certainly equal, also when parts of them are unknown. */
export function textKey({ parts }: ResourceText): string {
  return parts.map((part) => (part.kind === 'open' ? `\u0000${part.key}\u0000` : part.source.text)).join('');
}

/** For people; what is unknown is three dots. */
export function shownText({ parts }: ResourceText): string {
  return parts.map((part) => (part.kind === 'open' ? '…' : part.source.text)).join('');
}
