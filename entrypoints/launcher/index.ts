import { defineUnlistedScript } from 'wxt/utils/define-unlisted-script';
import { offerLauncher } from './face.ts';
import { confluencePage, createStartLauncher } from './start.ts';

export default defineUnlistedScript(() => offerLauncher(createStartLauncher(confluencePage)));
