/** A browser event that tests can fire. */
export const createFakeEvent = <Args extends readonly unknown[]>() => {
  const listeners: ((...args: Args) => unknown)[] = [];
  return {
    addListener: (listener: (...args: Args) => unknown) => void listeners.push(listener),
    fire: (...args: Args) => listeners.map((listener) => listener(...args)),
    count: () => listeners.length,
  };
};

/** The part of the browser that a test needs, as the whole namespace that the types ask for. */
export const asBrowser = <Browser>(part: object): Browser => part as Browser;
