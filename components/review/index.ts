/**
 * What changed on all pages of a change set, in one scroll: since approval, or since a person last looked.
 *
 * `Review` draws the comparisons that it is given and calls back for everything else; `standaloneHtml` and `drawnStyles` make a file of drawn
 * nodes that opens anywhere. Promises: loading, empty, failed and ready are drawn in one place each; a change is told by sign, line and words,
 * never by colour alone; characters that hide are shown as their code points; a mark names the content that was drawn, never a newer one; only
 * what is near to sight is in the page.
 * Never: text of a page as HTML; a link that is not http(s); comparing by itself; imports of the bus or the browser API.
 */
export {
  type FoundSameEdits,
  type Mark,
  noSameEdits,
  type PageComparison,
  type ReviewActs,
  type ReviewProps,
  type SetFacts,
} from './data.ts';
export { NoSet } from './NoSet.tsx';
export { Review } from './Review.tsx';
export { drawnStyles, standaloneHtml } from './standalone.ts';
