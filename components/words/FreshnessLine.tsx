import type { PageFreshness } from '../../lib/domain/index.ts';
import { classNames, Icon } from '../ui/index.ts';
import styles from './FreshnessLine.module.css';
import { verdictOf } from './freshness-words.ts';

/** Our verdict on an approval in one line: a shape, the verdict, and what it is founded on. */
export const FreshnessLine = ({ freshness }: { readonly freshness: PageFreshness }) => {
  const { lead, more, tone, icon } = verdictOf(freshness);
  return (
    <span class={styles['line']}>
      <Icon name={icon} class={classNames(styles['shape'], styles[tone])} />
      <strong class={styles['lead']}>{lead}</strong>
      {more !== '' && ` ${more}`}
    </span>
  );
};
