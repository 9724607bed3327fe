import { createContext, useContext } from 'react';
import type { Environment } from '../core/environment.ts';
import type { PreferenceShelf } from '../core/preferences.ts';
import type { Rest } from '../core/rest.ts';

/** What screens need of the outside world. */
export interface Services {
  readonly environment: Environment;
  readonly shelf: PreferenceShelf;
  readonly rest: Rest;
  /** Goes to another address of this page without loading it. */
  readonly goTo: (path: string) => void;
}

export const ServicesContext = createContext<Services | null>(null);

export function useServices(): Services {
  const services = useContext(ServicesContext);
  if (!services) throw new Error('no services around this component');
  return services;
}
