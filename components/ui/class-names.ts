/** Joins the class names that hold; CSS Modules answer `undefined` for a name they do not know. */
export const classNames = (...names: readonly (string | false | null | undefined)[]): string => names.filter(Boolean).join(' ');
