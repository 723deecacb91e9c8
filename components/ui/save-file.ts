/** Hands texts of this type (`text/html`) to the person as downloads. */
export const fileSaver =
  (type: string) =>
  (name: string, text: string): void => {
    const link = document.createElement('a');
    link.href = URL.createObjectURL(new Blob([text], { type }));
    link.download = name;
    link.click();
    setTimeout(() => URL.revokeObjectURL(link.href));
  };
