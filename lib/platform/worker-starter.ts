/** The part of Trusted Types that is used here; Firefox 142 has none of it. */
interface TrustedTypes {
  createPolicy(name: string, rules: { readonly createScriptURL: () => string }): { createScriptURL(input: string): unknown };
}

/** As the page's content policy names it: it lets this one policy be made, once. */
const policyName = 'sheaf-worker';

/**
 * Answers how to start the worker at this address. Under the page's content policy a script's address is taken from a named policy only, and
 * this one knows a single address. Call it once.
 */
export const workerStarter = (address: string): (() => Worker) => {
  const { trustedTypes } = globalThis as { readonly trustedTypes?: TrustedTypes };
  const policy = trustedTypes?.createPolicy(policyName, { createScriptURL: () => address });
  return () => {
    const trusted = policy === undefined ? address : policy.createScriptURL('');
    // The DOM's types know strings and URLs only; a trusted address is neither, and this browser takes nothing else.
    return new Worker(trusted as string, { type: 'module' });
  };
};
