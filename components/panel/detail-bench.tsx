/** What the tests of the detail share. Never imported by anything but tests. */
import { type Mock, vi } from 'vitest';
import type { ChangeSetView, OperationView } from '../../lib/domain/index.ts';
import { demoActions } from '../demo/index.ts';
import { draw } from '../testing/index.ts';
import { ChangeSetDetail } from './ChangeSetDetail.tsx';
import type { ReviewActions, SetTarget } from './data.ts';

interface Options {
  readonly actions?: Partial<ReviewActions>;
  readonly operations?: readonly OperationView[];
  readonly theme?: 'light' | 'dark';
  readonly onAddPages?: (set: ChangeSetView) => void;
  readonly onOpenSet?: (target: SetTarget) => void;
}

/** Draws the detail in a panel's width of air; `told` hears every wish by its name. */
export const show = async (set: ChangeSetView, { actions = {}, operations, theme, ...callbacks }: Options = {}) => {
  const told = vi.fn<(name: string, input?: unknown) => void>();
  await draw(
    <div style={{ padding: '0 12px' }}>
      <ChangeSetDetail
        target={{ connectionId: set.connectionId, changeSetId: set.id }}
        remote={{ kind: 'ready', value: set, isStale: false }}
        summary={set}
        pageId={set.pages[0]?.pageId ?? null}
        actions={{ ...demoActions(told), ...actions }}
        operations={operations}
        now={Date.now()}
        {...callbacks}
      />
    </div>,
    theme,
  );
  return { told };
};

export type Told = Mock<(name: string, input?: unknown) => void>;
export const inputsOf = (told: Told, action: string): readonly unknown[] =>
  told.mock.calls.filter(([name]) => name === action).map(([, input]) => input);
