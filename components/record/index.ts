/**
 * The review record: who approved which version of each page of a set, what became of the text since, and what the record does not
 * prove. The answer to "reviewed is tied to one document version".
 *
 * `RecordPage` draws it for screen and paper (A4 and Letter) and saves it as one file that opens without network.
 * Promises: says what ApprovalFlow and Confluence told and when they were asked; what was not told is called unknown; times are written
 * out with their zone, since a record is read years later; all text of the services is drawn as text.
 * Never: imports of the bus or the browser API; a claim about who may have seen what.
 */
export { RecordPage } from './RecordPage.tsx';
