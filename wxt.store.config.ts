/** The package for the stores (`npm run zip`): as `npm run build`, without the fixed key, in a folder of its own. */
import { defineConfig } from 'wxt';
import { sheafConfig } from './wxt.config.ts';

export default defineConfig({
  ...sheafConfig({ hasDevelopmentKey: false }),
  outDirTemplate: '{{browser}}-mv{{manifestVersion}}-store',
});
