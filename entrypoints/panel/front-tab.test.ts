import { describe, expect, it, vi } from 'vitest';
import { followFrontTab } from './front-tab.ts';

const beside = (first: { readonly id: number; readonly windowId: number } | null) => {
  let activate: (tabId: number, windowId: number) => void = () => undefined;
  const leaveTab = vi.fn<() => void>();
  const tabId = followFrontTab({ onActivated: (listener) => void (activate = listener) }, first, { leaveTab });
  return { tabId, leaveTab, activate: (tab: number, window: number) => activate(tab, window) };
};

describe('the tab beside the side panel', () => {
  it('is the one in front, and what was shown of the one before is left with it', () => {
    const { tabId, leaveTab, activate } = beside({ id: 7, windowId: 1 });
    expect(tabId.value).toBe(7);
    activate(7, 1);
    expect(leaveTab).not.toHaveBeenCalled();
    activate(8, 1);
    expect([tabId.value, leaveTab.mock.calls.length]).toEqual([8, 1]);
  });

  it('is of its own window only', () => {
    const { tabId, leaveTab, activate } = beside({ id: 7, windowId: 1 });
    activate(9, 2);
    expect([tabId.value, leaveTab.mock.calls.length]).toEqual([7, 0]);
  });

  it('is none that there is before one comes to the front', () => {
    const { tabId, activate } = beside(null);
    expect(tabId.value).toBe(-1);
    activate(3, 1);
    expect(tabId.value).toBe(3);
  });
});
