import type { IncludeEvidence, PageFreshness, VersionEvidence } from '../../lib/domain/index.ts';
import { Age, Button, OutsideLink, plural } from '../ui/index.ts';
import { causeWords, ErrorNotice, stepWords } from '../words/index.ts';
import type { PageVerdictProps } from './PageVerdict.tsx';
import { nameOf } from './page-words.ts';
import { useAnswer } from './use-answer.ts';
import styles from './VerdictDetails.module.css';
import { includeWords, serviceWords, shortPrint } from './verdict-words.ts';

export interface VerdictDetailsProps extends PageVerdictProps {
  readonly freshness: PageFreshness;
}

/** What a verdict is founded on: ApprovalFlow's own word, versions, what the page shows, fingerprints; and the ways to look closer. */
export const VerdictDetails = ({ page, freshness, target, actions, now }: VerdictDetailsProps) => {
  const [checking, check] = useAnswer();
  const [opening, open] = useAnswer();
  const { connectionId } = target;
  const { pageId } = page;
  const name = nameOf(page);
  const canShow = freshness.approvedVersion !== null && freshness.currentVersion !== null;
  return (
    <>
      <p class={styles['fact']}>{serviceWords(page, freshness)}</p>
      {freshness.isLiveDoc && (
        <p class={styles['fact']}>A live doc: people change it without publishing, and Confluence makes its versions as they go.</p>
      )}
      <Versions freshness={freshness} now={now} />
      <Includes freshness={freshness} now={now} />
      <p class={styles['fact']}>
        <Fingerprint freshness={freshness} />
        <Age at={freshness.checkedAt} verb="Compared" now={now} />
      </p>
      <div class={styles['acts']}>
        {canShow && (
          <Button
            size="small"
            aria-label={`Show what changed in “${name}”`}
            isBusy={opening.isBusy}
            onClick={() => open(() => actions.openReview({ ...target, what: 'changes', basis: 'approved', pageId }))}
          >
            Show what changed
          </Button>
        )}
        <Button
          size="small"
          appearance="subtle"
          icon="refresh"
          aria-label={`Compare again: “${name}”`}
          isBusy={checking.isBusy}
          onClick={() => check(() => actions.checkVersions({ connectionId, pageId }))}
        >
          Compare again
        </Button>
      </div>
      {[opening, checking].map(({ error }, index) => error !== null && <ErrorNotice key={index} error={error} />)}
    </>
  );
};

interface PartProps {
  readonly freshness: PageFreshness;
  readonly now: number;
}

const Versions = ({ freshness, now }: PartProps) => {
  const { versions, versionCount } = freshness;
  if (versions.length === 0) return null;
  const rest = versionCount - versions.length;
  return (
    <section>
      <h4 class={styles['heading']}>Versions since approval</h4>
      <ol class={styles['list']}>
        {versions.map((version) => (
          <Version key={version.number} version={version} now={now} />
        ))}
      </ol>
      {rest > 0 && <p class={styles['fact']}>{plural(rest, 'older one')} not listed.</p>}
    </section>
  );
};

const Version = ({ version, now }: { readonly version: VersionEvidence; readonly now: number }) => {
  const { number, at, by, message } = version;
  return (
    <li>
      <p>
        <b>v{number}</b> {stepWords(version) ?? 'not compared by itself'}
      </p>
      <p class={styles['fact']}>
        {at !== null && <Age at={at} verb="made" now={now} />} {by !== null && `by ${by.name}`}
      </p>
      {message.trim() !== '' && <q class={styles['message']}>{message}</q>}
    </li>
  );
};

const Includes = ({ freshness, now }: PartProps) => {
  const { includes, decidedAt } = freshness;
  if (includes.length === 0) return null;
  return (
    <section>
      <h4 class={styles['heading']}>Shown on the page, kept elsewhere</h4>
      <ul class={styles['list']}>
        {includes.map((include, index) => (
          <Include key={index} include={include} />
        ))}
      </ul>
      <p class={styles['fact']}>
        {decidedAt === null ? (
          'When the decision was made is not known, so there is nothing to compare these with.'
        ) : (
          <>
            Against what they were at the decision, <Age at={decidedAt} verb="made" now={now} />.
          </>
        )}
      </p>
    </section>
  );
};

const Include = ({ include }: { readonly include: IncludeEvidence }) => {
  const { kind, name, url, cause } = include;
  return (
    <li>
      <p>
        {kind === 'attachment' ? 'File' : kind === 'excerpt' ? 'Excerpt of' : 'Page'}{' '}
        <OutsideLink url={url} class={styles['link'] ?? ''}>
          {name}
        </OutsideLink>
      </p>
      <p class={styles['fact']}>
        {includeWords(include)}
        {cause !== null && cause !== 'none' && `: ${causeWords(cause)}`}
      </p>
    </li>
  );
};

const Fingerprint = ({ freshness: { fingerprintThen, fingerprintNow } }: Pick<PartProps, 'freshness'>) => {
  if (fingerprintThen === null || fingerprintNow === null) return null;
  const now = <code title={fingerprintNow}>{shortPrint(fingerprintNow)}</code>;
  if (fingerprintThen === fingerprintNow) return <>Fingerprint {now}, then and now. </>;
  return (
    <>
      Fingerprint <code title={fingerprintThen}>{shortPrint(fingerprintThen)}</code> when approved, {now} now.{' '}
    </>
  );
};
