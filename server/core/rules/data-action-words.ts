import { type DataAction, shownText } from '../model/resource.js';

/** Where a file says how secure a data action is: 'secure = false in main.tf'. */
export function secrecySource({ secrecy, secrecyPlace, uri, span }: DataAction): string {
  const file = fileName(secrecyPlace?.uri ?? uri);
  // A place that is the whole declaration, or its label, says nothing itself.
  const isWritten = secrecyPlace !== undefined && secrecyPlace.span.start !== span.start;
  if (!isWritten) return `declared in ${file}`;
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
