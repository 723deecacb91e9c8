import type { ContentState } from '../../lib/domain/index.ts';
import { hexColor, inkOn } from './hex-color.ts';
import styles from './StateLozenge.module.css';

/** A page status in the colour that Confluence sent, told from ApprovalFlow's by its shape and by its name for screen readers. */
export const StateLozenge = ({ state }: { readonly state: Pick<ContentState, 'name' | 'color'> }) => {
  const color = hexColor(state.color);
  return (
    <span
      class={styles['state']}
      title={`Page status in Confluence: ${state.name}`}
      style={color === null ? undefined : { background: color, color: inkOn(color) }}
    >
      <span class={styles['spoken']}>Page status: </span>
      {state.name}
    </span>
  );
};
