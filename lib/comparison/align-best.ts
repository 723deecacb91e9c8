import type { Pair } from './align-match.ts';

/**
 * The rising pairs that are worth most, all together. Cost and memory grow with the product of the two lengths.
 *
 * @param worth of a pair, from 0; a pair worth 0 is none
 */
export function* bestRising(rows: number, columns: number, worth: (x: number, y: number) => number): Generator<undefined, readonly Pair[]> {
  if (rows === 0 || columns === 0) return [];
  const width = columns + 1;
  const own = new Float64Array((rows + 1) * width);
  const best = new Float64Array((rows + 1) * width);
  for (let x = rows - 1; x >= 0; x -= 1) {
    for (let y = columns - 1; y >= 0; y -= 1) {
      const at = x * width + y;
      const value = worth(x, y);
      own[at] = value;
      best[at] = Math.max(value > 0 ? value + (best[at + width + 1] ?? 0) : 0, best[at + width] ?? 0, best[at + 1] ?? 0);
    }
    yield;
  }
  const pairs: Pair[] = [];
  for (let x = 0, y = 0; x < rows && y < columns; ) {
    const at = x * width + y;
    const value = own[at] ?? 0;
    if (value > 0 && best[at] === value + (best[at + width + 1] ?? 0)) {
      pairs.push([x, y]);
      x += 1;
      y += 1;
    } else if (best[at] === best[at + width]) x += 1;
    else y += 1;
  }
  return pairs;
}
