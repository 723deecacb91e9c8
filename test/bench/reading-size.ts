/** Text in the order it is read. */
export interface ReadPiece {
  readonly text: string;
  readonly isChanged: boolean;
}

/** Characters beside a change that it is understood by. */
const context = 40;

/** How many characters a person must read: all that changed, and a little around it. */
export const toRead = (pieces: readonly ReadPiece[]): number =>
  pieces.reduce((sum, { text, isChanged }, index) => {
    if (isChanged) return sum + text.length;
    const sides = [pieces[index - 1], pieces[index + 1]].filter((beside) => beside?.isChanged === true).length;
    return sum + Math.min(text.length, sides * context);
  }, 0);
