import { type DraftStart, linksSource } from '../../lib/domain/index.ts';
import { takeNextStep } from '../panel/index.ts';
import { Button, EmptyState, Icon, LoadingRows, plural, useNow } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import { DraftEditor, type DraftEditorProps } from './DraftEditor.tsx';
import { DraftList } from './DraftList.tsx';
import type { DraftDesk } from './draft-desk.ts';
import styles from './NewChangeSet.module.css';
import type { SiteChoice } from './sites.ts';

export interface NewChangeSetProps extends Omit<DraftEditorProps, 'model' | 'siteOrigin' | 'siteName' | 'here'> {
  readonly desk: DraftDesk;
  /** Where a set can be made; the likeliest first. `null`: not known yet. */
  readonly sites: readonly SiteChoice[] | null;
  /** What a new one begins with. */
  readonly start: DraftStart;
  /** Offered as a source where the draft is of its site. */
  readonly here?: (NonNullable<DraftEditorProps['here']> & { readonly siteOrigin: string }) | null | undefined;
}

/** Everything around making a set: on which site, with which draft to go on, and the editor itself. */
export const NewChangeSet = (props: NewChangeSetProps) => {
  const { desk, sites, here = null, actions } = props;
  const current = desk.current.value;
  switch (current.kind) {
    case 'none':
      return <Begin {...props} />;
    case 'loading':
      return <LoadingRows label="Loading the draft" />;
    case 'failed':
      return (
        <div class={styles['begin']}>
          {current.error.kind === 'notFound' ? (
            <EmptyState
              icon="information"
              title="This draft is gone"
              action={<Button onClick={() => desk.leave()}>Begin a new one</Button>}
            >
              Its change sets were made, or it was discarded.
            </EmptyState>
          ) : (
            <ErrorNotice
              size="view"
              error={current.error}
              onNextStep={(step) =>
                takeNextStep(step, {
                  actions,
                  again: async () => {
                    await desk.open(current.draftId);
                    return { ok: true, value: null };
                  },
                })
              }
            />
          )}
        </div>
      );
    case 'open': {
      const { model, siteOrigin, siteName } = current;
      const isSeveral = sites !== null && sites.length > 1;
      return (
        <DraftEditor
          {...props}
          key={model.draft.peek().id}
          model={model}
          siteOrigin={siteOrigin}
          siteName={isSeveral ? siteName : null}
          here={here?.siteOrigin === siteOrigin ? here : null}
        />
      );
    }
  }
};

/** How many links of the tab in front lead to pages there. */
const linksTo = (start: DraftStart, site: SiteChoice): number =>
  start.kind === 'tab' ? (linksSource(start.contents, site.siteOrigin)?.references.length ?? 0) : 0;

const Begin = ({ desk, sites, start, actions }: NewChangeSetProps) => {
  const now = useNow();
  const drafts = desk.drafts.value;
  if (sites === null) return <LoadingRows label="Loading your sites" rows={1} />;
  if (sites.length === 0)
    return (
      <EmptyState
        icon="link"
        title="Connect your Confluence site"
        action={
          <Button appearance="primary" onClick={() => void actions.openSettings()}>
            Set up the connection
          </Button>
        }
      >
        A change set is made on a site that Sheaf is connected to.
      </EmptyState>
    );
  const [only] = sites;
  return (
    <div class={styles['begin']}>
      {sites.length === 1 && only !== undefined ? (
        <Button appearance="primary" icon="add" onClick={() => desk.begin(start, only)}>
          New change set
        </Button>
      ) : (
        <section class={styles['sites']} aria-label="Site">
          <h2 class={styles['heading']}>On which site?</h2>
          <ul class={styles['choices']}>
            {sites.map((site) => {
              const links = linksTo(start, site);
              return (
                <li key={site.connectionId}>
                  <button type="button" class={styles['site']} onClick={() => desk.begin(start, site)}>
                    <Icon name="link" />
                    <span>
                      <span class={styles['name']}>{site.siteName}</span>
                      <span class={styles['facts']}>
                        {new URL(site.siteOrigin).host}
                        {links > 0 && ` · ${plural(links, 'link')} here ${links === 1 ? 'leads' : 'lead'} there`}
                      </span>
                    </span>
                  </button>
                </li>
              );
            })}
          </ul>
        </section>
      )}
      {drafts.kind === 'ready' && (
        <DraftList
          drafts={drafts.value}
          now={now}
          showsSite={sites.length > 1}
          onOpen={(id) => void desk.open(id)}
          discarding={{
            discarded: desk.discarded.value,
            onDiscard: (draft) => desk.discard(draft),
            onUndo: () => desk.undoDiscard(),
          }}
        />
      )}
    </div>
  );
};
