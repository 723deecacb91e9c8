import type { BusServerOptions } from './types.ts';
/** Registers its listeners before it returns. */
export declare const createBusServer: (options: BusServerOptions) => void;
