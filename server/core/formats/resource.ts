import type { Problem } from '../model/flow.js';
import type { PlatformSettings } from '../model/platform-settings.js';
import type { DataAction, FlowFilling, ResourceFormatId } from '../model/resource.js';
import type { SourceFile } from './format.js';
import type { TerraformFile } from './terraform/module.js';
import type { InstalledModules } from './terraform/resolve.js';

/** What one file says that holds no flow. Terraform is worked out when all files are there; all else at once. */
export interface ResourceContent {
  readonly problems: readonly Problem[];
  readonly dataActions?: readonly DataAction[];
  readonly fillings?: readonly FlowFilling[];
  readonly settings?: readonly PlatformSettings[];
  readonly terraform?: TerraformFile;
  readonly installed?: InstalledModules;
}

/** One kind of file that is no flow but says something about what flows use. */
export interface ResourceFormat {
  readonly id: ResourceFormatId;
  /** For people: 'Terraform'. */
  readonly label: string;
  /** Asked only about files that are no flows. Decides by content; the name may only break a tie. */
  recognises(uri: string, text: string): 'yes' | 'no';
  /** Never throws; a broken place becomes a problem and costs as little as possible around it. */
  read(file: SourceFile): ResourceContent;
}
