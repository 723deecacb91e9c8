/** The five colours that Confluence's own window offers. @see reference/confluence.md 1.5 */
export const offeredColors = [
  { name: 'Yellow', color: '#ffc400' },
  { name: 'Blue', color: '#2684ff' },
  { name: 'Green', color: '#57d9a3' },
  { name: 'Red', color: '#ff7452' },
  { name: 'Purple', color: '#8777d9' },
] as const;
