/**
 * The fixed identity that development and test builds carry, so that their callback addresses are known before the
 * browser starts. Store packages leave the key out: each store gives its own id (`npm run zip`).
 */
import { createHash } from 'node:crypto';

/** Public half of a key pair whose private half was thrown away: nothing is ever signed with it. */
export const developmentKey =
  'MIIBIjANBgkqhkiG9w0BAQEFAAOCAQ8AMIIBCgKCAQEAu7B9bLoiG9qH1lx6Kj1ggciSFx/mkJJoCmexP3O7SW7VqcH4f5jVGdCTyV/pmA2yqNhcNRz9H/4T/538OFqv27xBFX0sIcmIW6eer0aLKTWTaoWb90rTvCm6xYggYb/kjrLbL/WN7fbqOLuDLlR8xSk9Lb6S7ZQapZbblvz04aA2b5sYUOg68hGXqnrhGKNOCFD7427UoRGX7dU7QGEqjDjsJe174Mv6s22H5qFuYkd6bCa/Gbk++vZsrdgJCOXlNcah7on2UJRxCo7tPuZWaXt8d4Yu1Lour+Hv7Qt9Zo7RwNVVWLoD0WcOZQXvrN3wAM17YD7RH55HOANe+dYQNQIDAQAB';

export const geckoId = 'sheaf@change-set-review';

/** Path given to `identity.getRedirectURL`. */
export const callbackPath = 'callback';

/** @see https://developer.chrome.com/docs/extensions/reference/manifest/key : first 32 hex digits of the key's SHA-256, written with a to p. */
export const chromeExtensionId = createHash('sha256')
  .update(Buffer.from(developmentKey, 'base64'))
  .digest('hex')
  .slice(0, 32)
  .replace(/[0-9a-f]/g, (digit) => String.fromCharCode(97 + Number.parseInt(digit, 16)));

/** @see https://searchfox.org/firefox-main/source/toolkit/components/extensions/child/ext-identity.js : SHA-1 of the add-on id. */
const geckoRedirectHost = `${createHash('sha1').update(geckoId).digest('hex')}.extensions.allizom.org`;

export const chromeRedirectUri = `https://${chromeExtensionId}.chromiumapp.org/${callbackPath}`;
export const firefoxRedirectUri = `https://${geckoRedirectHost}/${callbackPath}`;
