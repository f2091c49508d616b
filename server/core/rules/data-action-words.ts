import { type DataAction, shownText } from '../model/resource.js';

/** What says how secure a data action is: 'not marked as secure in main.tf'. */
export function secrecySource({ secrecy, secrecyPlace, uri }: DataAction): string {
  const file = fileName(secrecyPlace?.uri ?? uri);
  return `${secrecy === 'secure' ? 'marked as secure' : 'not marked as secure'} in ${file}`;
}

/** For messages, which name files but no folders of somebody's machine. */
export function fileName(uri: string): string {
  const name = uri.slice(uri.lastIndexOf('/') + 1);
  try {
    return decodeURIComponent(name);
  } catch {
    return name;
  }
}

export function dataActionName({ name }: DataAction): string {
  return `"${shownText(name)}"`;
}
