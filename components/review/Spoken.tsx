import styles from './changes.module.css';

/** Words for those who hear the page; they do not come along when text is copied. */
export const Spoken = ({ children }: { readonly children: string }) => <span class={styles['spoken']}>{children}</span>;
