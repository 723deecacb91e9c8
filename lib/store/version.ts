import type Dexie from 'dexie';

/** Raise it with each change of a table or index, and add the upgrade; a test opens every released version. */
export const schemaVersion = 3;

/** Dexie multiplies its version numbers by ten in the browser's own. */
const nativeFactor = 10;

/** Whether an open database was last written by a newer schema than ours. */
export const isNewer = (db: Dexie): boolean => db.backendDB().version >= (schemaVersion + 1) * nativeFactor;
