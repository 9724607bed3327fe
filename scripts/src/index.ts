export { SetupError, type SetupErrorCode } from './errors.ts';
export { type System, type SystemEvents, type SystemOptions, type SystemUrls, startSystem } from './supervisor/system.ts';
export type { SupervisedProcess } from './supervisor/supervised-process.ts';
export { type ProcessName, type Wiring } from './supervisor/child-environment.ts';
export { networkAddresses } from './supervisor/addresses.ts';
export { ensureChromium, type FoundChromium } from './setup/chromium.ts';
export { ensureWorker } from './setup/worker.ts';
