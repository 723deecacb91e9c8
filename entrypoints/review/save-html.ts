/** Hands a file to the person as a download. */
export const saveHtml = (name: string, html: string): void => {
  const link = document.createElement('a');
  link.href = URL.createObjectURL(new Blob([html], { type: 'text/html' }));
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href));
};
