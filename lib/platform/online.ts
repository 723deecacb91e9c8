/** Whether the browser believes that there is a network. A yes proves nothing; a no is sure. */
export interface Online {
  isOnline(): boolean;
  /** Answers how to stop. */
  onChange(listener: (isOnline: boolean) => void): () => void;
}

export const createOnline = (scope: {
  readonly navigator: { readonly onLine: boolean };
  addEventListener(type: 'online' | 'offline', listener: () => void): void;
  removeEventListener(type: 'online' | 'offline', listener: () => void): void;
}): Online => ({
  isOnline: () => scope.navigator.onLine,
  onChange: (listener) => {
    const tell = () => listener(scope.navigator.onLine);
    scope.addEventListener('online', tell);
    scope.addEventListener('offline', tell);
    return () => {
      scope.removeEventListener('online', tell);
      scope.removeEventListener('offline', tell);
    };
  },
});
