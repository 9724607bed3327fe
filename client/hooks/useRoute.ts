import { useCallback, useEffect, useState } from 'react';
import { readRoute, type Route } from '../core/route.ts';

/** Where the page is, and how to go elsewhere in it. */
export function useRoute(): { route: Route; goTo: (path: string) => void } {
  const [route, setRoute] = useState(() => readRoute(window.location));
  useEffect(() => {
    const follow = (): void => setRoute(readRoute(window.location));
    window.addEventListener('popstate', follow);
    window.addEventListener('hashchange', follow);
    return () => {
      window.removeEventListener('popstate', follow);
      window.removeEventListener('hashchange', follow);
    };
  }, []);
  const goTo = useCallback((path: string) => {
    window.history.pushState(null, '', path);
    setRoute(readRoute(window.location));
    window.scrollTo(0, 0);
  }, []);
  return { route, goTo };
}
