import { afterEach, describe, expect, it, vi } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import { clear, draw, violations } from '../testing/index.ts';
import {
  ageWords,
  Banner,
  Button,
  Checkbox,
  Confirm,
  EmptyState,
  followHostTheme,
  IconButton,
  LoadingRows,
  Lozenge,
  OutsideLink,
  safeUrl,
  TextField,
  Toast,
  ToastRegion,
  type Tone,
  themeFromHash,
  waitWords,
} from './index.ts';

afterEach(clear);

const tones: readonly Tone[] = ['neutral', 'information', 'success', 'warning', 'danger', 'discovery'];

describe('the kit', () => {
  it('has nothing that axe objects to, light and dark', async () => {
    for (const theme of ['light', 'dark'] as const) {
      await draw(
        <main>
          {(['default', 'primary', 'danger', 'subtle', 'link'] as const).map((appearance) => (
            <Button key={appearance} appearance={appearance} icon="add">
              {appearance}
            </Button>
          ))}
          <Button isBusy>Busy</Button>
          <IconButton icon="close" label="Close" />
          {tones.map((tone) => (
            <Lozenge key={tone} tone={tone} icon="check">
              {tone}
            </Lozenge>
          ))}
          {tones.map((tone) => (
            <Banner key={tone} tone={tone} title={tone} onDismiss={() => undefined}>
              Text with a <a href="https://example.com">link</a>
            </Banner>
          ))}
          <TextField label="Name" value="" placeholder="Type here" onInput={() => undefined} hint="A hint" />
          <TextField label="Address" value="x" onInput={() => undefined} error="Not an address" isRequired />
          <TextField label="Fixed" value="x" onInput={() => undefined} isReadOnly />
          <Checkbox label="Engineering" isChecked onChange={() => undefined} />
          <EmptyState title="Nothing here" icon="page">
            Words
          </EmptyState>
          <LoadingRows label="Loading" />
          <ToastRegion>
            <Toast tone="success" title="Done" />
          </ToastRegion>
        </main>,
        theme,
      );
      expect(await violations()).toEqual([]);
    }
  });

  it('ties a field to its label, hint and error', async () => {
    await draw(<TextField label="Address" value="" onInput={() => undefined} error="Not an address" isRequired />);
    const field = page.getByRole('textbox', { name: 'Address' });
    await expect.element(field).toHaveAccessibleDescription('Not an address');
    await expect.element(field).toHaveAttribute('aria-invalid', 'true');
  });

  it('does nothing when a busy or disabled button is pressed, and keeps it in the tab order', async () => {
    const onClick = vi.fn<() => void>();
    await draw(
      <>
        <Button isBusy onClick={onClick}>
          Busy
        </Button>
        <Button isDisabled onClick={onClick}>
          Off
        </Button>
      </>,
    );
    await userEvent.keyboard('{Tab}');
    await expect.element(page.getByRole('button', { name: 'Busy' })).toHaveFocus();
    await userEvent.keyboard('{Enter}{Tab}{Enter}');
    expect(onClick).not.toHaveBeenCalled();
  });

  it('keeps focus in a question and gives it back', async () => {
    const onCancel = vi.fn<() => void>();
    const view = (isOpen: boolean) => (
      <>
        <Button>Ask</Button>
        {isOpen && (
          <Confirm title="Sure?" confirmLabel="Archive" onConfirm={() => undefined} onCancel={onCancel}>
            It stays archived.
          </Confirm>
        )}
      </>
    );
    await draw(view(false));
    await page.getByRole('button', { name: 'Ask' }).click();
    await draw(view(true));
    const dialog = page.getByRole('alertdialog', { name: 'Sure?' });
    await expect.element(dialog).toBeVisible();
    expect(dialog.element().contains(document.activeElement)).toBe(true);
    await userEvent.keyboard('{Escape}');
    expect(onCancel).toHaveBeenCalledOnce();
    await draw(view(false));
    await expect.element(page.getByRole('button', { name: 'Ask' })).toHaveFocus();
  });
});

describe('links', () => {
  it('are only http or https', async () => {
    expect(safeUrl('javascript:alert(1)')).toBeNull();
    expect(safeUrl('data:text/html,x')).toBeNull();
    expect(safeUrl('/wiki/x')).toBeNull();
    expect(safeUrl('https://acme.atlassian.net/wiki')).toBe('https://acme.atlassian.net/wiki');
    await draw(<OutsideLink url="javascript:alert(1)">Click me</OutsideLink>);
    await expect.element(page.getByText('Click me')).toBeVisible();
    await expect.element(page.getByRole('link')).not.toBeInTheDocument();
  });
});

describe('ages', () => {
  const now = Date.parse('2026-11-22T12:00:00Z');
  const ago = (ms: number): string => ageWords(new Date(now - ms).toISOString(), now);
  it('are short words, and a date after a week', () => {
    expect(
      [-5_000, 4_000, 30_000, 130_000, 3 * 3_600_000, 30 * 3_600_000, 5 * 86_400_000, 20 * 86_400_000, 400 * 86_400_000].map(ago),
    ).toEqual(['just now', 'just now', 'just now', '2 min ago', '3 h ago', 'yesterday', '5 days ago', 'on Nov 2', 'on Oct 18, 2025']);
    expect(ageWords('nonsense', now)).toBe('at an unknown time');
  });
  it('are told for pauses to come', () => {
    expect([400, 59_000, 61_000, 5_400_000].map(waitWords)).toEqual(['1 s', '59 s', '2 min', '2 h']);
  });
});

describe('the theme', () => {
  it('is the host’s while its address says one, and follows it', async () => {
    expect(themeFromHash('#theme=dark&choose=1')).toBe('dark');
    expect(themeFromHash('#theme=purple')).toBeNull();
    const before = location.hash;
    location.hash = '#theme=dark';
    const stop = followHostTheme();
    expect(document.documentElement.dataset['colorMode']).toBe('dark');
    location.hash = '#theme=light';
    await vi.waitFor(() => expect(document.documentElement.dataset['colorMode']).toBe('light'));
    stop();
    location.hash = before;
  });
});
