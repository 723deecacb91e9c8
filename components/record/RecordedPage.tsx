import type { ChangeSetPageView, PageFreshness, ReviewRecord } from '../../lib/domain/index.ts';
import { OutsideLink } from '../ui/index.ts';
import { approvalLook, errorWords, stepWords, verdictWords } from '../words/index.ts';
import styles from './RecordPage.module.css';
import { decisionWords, timeWords } from './record-words.ts';

type Recorded = ReviewRecord['pages'][number];

export interface RecordedPageProps {
  readonly page: ChangeSetPageView;
  /** `null`: the page came into the set after the record was made. */
  readonly recorded: Recorded | null;
}

/** One page: its verdict first, then who decided what when, and the evidence. */
export const RecordedPage = ({ page, recorded }: RecordedPageProps) => {
  const freshness = recorded?.freshness ?? page.freshness;
  return (
    <section class={styles['page']}>
      <h2>{page.title ?? `Page ${page.pageId}`}</h2>
      <p class={styles['address']}>
        <OutsideLink url={page.url}>{page.url}</OutsideLink>
      </p>
      {!page.isVisible && <p>Not visible to whoever made this record, or deleted.</p>}
      {freshness !== null && <p class={styles['verdict']}>{verdictWords(freshness)}</p>}
      <dl class={styles['facts']}>
        <dt>Approval</dt>
        <dd>
          {approvalLook(page.approval, page.statusAsSent).words}
          {page.isStale && '; ApprovalFlow lists it as stale'}
        </dd>
        <dt>Approved version</dt>
        <dd>{page.approvedAtVersion ?? 'none told'}</dd>
        <dt>Version now</dt>
        <dd>{page.currentVersion ?? 'not known'}</dd>
        {page.submittedAt !== null && (
          <>
            <dt>Submitted</dt>
            <dd>
              {timeWords(page.submittedAt)}
              {page.submittedBy !== null && ` by ${page.submittedBy.name}`}
            </dd>
          </>
        )}
        {page.resolvedAt !== null && (
          <>
            <dt>Resolved</dt>
            <dd>{timeWords(page.resolvedAt)}</dd>
          </>
        )}
        {recorded !== null && (recorded.stateName !== null || recorded.stateError !== null) && (
          <>
            <dt>Page status</dt>
            <dd>{recorded.stateError === null ? recorded.stateName : `could not be read: ${errorWords(recorded.stateError).title}`}</dd>
          </>
        )}
        {freshness !== null && <Fingerprints freshness={freshness} />}
      </dl>
      <Decisions recorded={recorded} />
      {freshness !== null && <Versions freshness={freshness} />}
      {freshness !== null && <Includes freshness={freshness} />}
      {recorded !== null && <Files recorded={recorded} />}
    </section>
  );
};

const Files = ({ recorded: { attachments, attachmentsError } }: { readonly recorded: Recorded }) =>
  attachments.length === 0 && attachmentsError === null ? null : (
    <>
      <h3>Attached files, as they are now</h3>
      {attachmentsError !== null && <p>They could not be read: {errorWords(attachmentsError).title}. There may be some.</p>}
      {attachments.length > 0 && (
        <ul>
          {attachments.map((file) => (
            <li key={file.id}>
              {file.name}, version {file.version}, {timeWords(file.createdAt)}
            </li>
          ))}
        </ul>
      )}
    </>
  );

const Fingerprints = ({ freshness }: { readonly freshness: PageFreshness }) => (
  <>
    {freshness.fingerprintThen !== null && (
      <>
        <dt>Fingerprint, approved</dt>
        <dd class={styles['print']}>{freshness.fingerprintThen}</dd>
      </>
    )}
    {freshness.fingerprintNow !== null && (
      <>
        <dt>Fingerprint, now</dt>
        <dd class={styles['print']}>{freshness.fingerprintNow === freshness.fingerprintThen ? 'the same' : freshness.fingerprintNow}</dd>
      </>
    )}
    <dt>Compared</dt>
    <dd>{timeWords(freshness.checkedAt)}</dd>
  </>
);

const Decisions = ({ recorded }: { readonly recorded: Recorded | null }) => {
  const error = recorded?.decisionsError ?? null;
  return (
    <>
      <h3>Decisions, from the approval comments</h3>
      {error !== null && <p>They could not be read: {errorWords(error).title}. What is missing here may exist.</p>}
      {recorded !== null && error === null && recorded.decisions.length === 0 && <p>No approval comments were found.</p>}
      {recorded !== null && recorded.decisions.length > 0 && (
        <table>
          <thead>
            <tr>
              <th scope="col">When</th>
              <th scope="col">What</th>
              <th scope="col">Who</th>
              <th scope="col">Words</th>
            </tr>
          </thead>
          <tbody>
            {recorded.decisions.map((decision) => (
              <tr key={`${decision.at} ${decision.what} ${decision.by?.id ?? ''}`}>
                <td>{timeWords(decision.at)}</td>
                <td class={styles['name']}>{decisionWords[decision.what]}</td>
                <td class={styles['name']}>{decision.by?.name ?? 'not told'}</td>
                <td>{decision.text}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
    </>
  );
};

const Versions = ({ freshness }: { readonly freshness: PageFreshness }) =>
  freshness.versions.length === 0 ? null : (
    <>
      <h3>Versions since approval</h3>
      <table>
        <thead>
          <tr>
            <th scope="col">Version</th>
            <th scope="col">When</th>
            <th scope="col">Who</th>
            <th scope="col">What changed</th>
            <th scope="col">Message</th>
          </tr>
        </thead>
        <tbody>
          {freshness.versions.map((version) => (
            <tr key={version.number}>
              <td>{version.number}</td>
              <td>{timeWords(version.at)}</td>
              <td class={styles['name']}>{version.by?.name ?? 'not told'}</td>
              <td class={styles['name']}>{stepWords(version) ?? 'not compared'}</td>
              <td>{version.message}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {freshness.versionCount > freshness.versions.length && (
        <p>{freshness.versionCount - freshness.versions.length} older ones are not listed; both ends were compared all the same.</p>
      )}
    </>
  );

const stateWords = {
  same: 'as at the decision',
  changed: 'changed since the decision',
  unreadable: 'could not be read',
  cycle: 'shows the page that shows it',
  unknown: 'its version at the decision is not known',
} as const;

const Includes = ({ freshness }: { readonly freshness: PageFreshness }) =>
  freshness.includes.length === 0 ? null : (
    <>
      <h3>Shown on the page, kept elsewhere</h3>
      <ul>
        {freshness.includes.map((include) => (
          <li key={`${include.kind} ${include.name}`}>
            {include.kind === 'attachment' ? 'File' : include.kind === 'excerpt' ? 'Excerpt of' : 'Page'} “{include.name}”:{' '}
            {stateWords[include.state]}
            {include.versionThen !== null &&
              include.versionNow !== null &&
              `, version ${include.versionThen} then, ${include.versionNow} now`}
          </li>
        ))}
      </ul>
    </>
  );
