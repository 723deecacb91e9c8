/** Text children only ever become text nodes: nothing here can parse HTML. */
export const element = <Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  attributes: Readonly<Record<string, string>> = {},
  ...children: readonly (Node | string)[]
): HTMLElementTagNameMap[Tag] => {
  const node = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  node.append(...children);
  return node;
};

/** A button that acts for a person only: the page can dispatch clicks at it, but not trusted ones. */
export const pressable = (label: string, className: string, onPress: () => void): HTMLButtonElement => {
  const node = element('button', { type: 'button', class: className }, label);
  node.addEventListener('click', (event) => {
    if (event.isTrusted) onPress();
  });
  return node;
};
