/** A hex colour of six digits, lower case; `null` for anything else: only such a one is drawn or sent. */
export const hexColor = (text: string): string | null => {
  const trimmed = text.trim().toLowerCase();
  return /^#[0-9a-f]{6}$/.test(trimmed) ? trimmed : null;
};

const channel = (hex: string): number => {
  const share = Number.parseInt(hex, 16) / 255;
  return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
};

/**
 * Black or white, whichever is easier to read on this colour: any hex can come.
 *
 * @param color six hex digits after `#`
 */
export const inkOn = (color: string): '#000000' | '#ffffff' => {
  const luminance = 0.2126 * channel(color.slice(1, 3)) + 0.7152 * channel(color.slice(3, 5)) + 0.0722 * channel(color.slice(5, 7));
  return (luminance + 0.05) / 0.05 >= 1.05 / (luminance + 0.05) ? '#000000' : '#ffffff';
};
