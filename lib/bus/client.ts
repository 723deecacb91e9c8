import type { BusClient, BusClientRuntime, VisibilitySource } from './types.ts';
export declare const createBusClient: (options: { readonly runtime: BusClientRuntime; readonly document?: VisibilitySource }) => BusClient;
