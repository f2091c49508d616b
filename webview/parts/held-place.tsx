import { useEffect, useRef } from 'react';

/** Shows an element that the page around the graph fills. */
export function HeldPlace({ element, className }: { readonly element: HTMLElement; readonly className: string }) {
  const place = useRef<HTMLDivElement>(null);
  useEffect(() => {
    place.current?.append(element);
    return () => element.remove();
  }, [element]);
  return <div className={className} ref={place} />;
}
