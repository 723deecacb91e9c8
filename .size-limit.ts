import { bundles } from './test/bench/bundles.ts';

export default bundles().map(({ name, files, measure, budgetKb }) => ({
  name,
  path: [...files],
  limit: `${budgetKb} kB`,
  brotli: measure === 'brotli',
}));
