/**
 * The kit that every page of Sheaf is drawn with: controls, the states of a view, ages. No words of change sets: those are in `components/words`
 * (`ErrorNotice`, `RollupLozenge`, …).
 *
 * Call `followSystemTheme` or `followHostTheme` once, before the first render: they bring Atlassian's tokens (`--ds-*`) and the ground styles.
 * Every control is reachable by role and name; every state is words, colour and shape; nothing here needs the network.
 * Never: imports of the bus, of state or of the browser API; text as HTML.
 */
export { Age, useNow } from './Age.tsx';
export { ageWords, plural, waitWords } from './age-words.ts';
export { Banner } from './Banner.tsx';
export { Button, IconButton, OutsideLink, safeUrl } from './Button.tsx';
export { classNames } from './class-names.ts';
export { type Copied, copyToClipboard } from './clipboard.ts';
export { Confirm, Dialog } from './Dialog.tsx';
export { EmptyState } from './EmptyState.tsx';
export { Icon, type IconName } from './Icon.tsx';
export { KeyboardDialog, type KeyWords } from './KeyboardDialog.tsx';
export { Lozenge, type Tone } from './Lozenge.tsx';
export { LoadingRows, Skeleton, Spinner } from './loading.tsx';
export { Menu, type MenuItem } from './Menu.tsx';
export { Popover } from './Popover.tsx';
export { fileSaver } from './save-file.ts';
export { Checkbox, TextField } from './TextField.tsx';
export { Toast, ToastRegion } from './Toast.tsx';
export { followHostTheme, followSystemTheme, themeFromHash } from './theme.ts';
export { useKeys } from './use-keys.ts';
