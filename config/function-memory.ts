/** Memory of the control plane's functions, in MB. Processor time comes with it: what a failover waits for gets more. */
export const memoryMb = { controller: 1024, operator: 1024, reconciler: 512, configure: 512 } as const;
