import { architectI3, architectJson } from './architect-json/index.js';
import { architectYaml } from './architect-yaml/index.js';
import { cxoneJson, cxoneXml } from './cxone/index.js';
import type { FlowFormat } from './format.js';
import { nodeJson } from './node-json/index.js';

/** Every format that is read, in the order they are asked. */
export const FORMATS: readonly FlowFormat[] = [
  architectYaml,
  architectJson,
  architectI3,
  cxoneJson,
  cxoneXml,
  nodeJson,
];
