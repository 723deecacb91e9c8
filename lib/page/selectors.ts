const testId = (id: string): string => `[data-testid="${id}"]`;

/**
 * Confluence's hooks as data, in order of preference. Every line is expected by a fixture (`fixtures/*.html`, see
 * `anchors.dom.test.ts`). Ids and test ids only: classes are hashed, words are translated. @see reference/confluence.md 4.3
 */
export const selectors = {
  title: [
    // 2026: the heading itself, inside #content-title-id.
    '#heading-title-text',
    // 2023 to 2025.
    testId('title-text'),
    // The overview of a space. Elsewhere this id may mark a box around the heading.
    'h1#title-text',
    // Editor: a container around the text area.
    '#editor-title-id',
    // Editor without the container; live doc.
    'textarea[name="editpages-title"]',
    'textarea[id^="livepages-title-"]',
    // Before 2023.
    '#title-heading',
  ],
  byline: [
    // The row of owner, date and apps.
    testId('byline-single-line'),
    // The same row, known by what it starts with.
    `:has(>${testId('owner-with-contributors-dropdown-trigger')})`,
    // Title and row together.
    testId('content-title-and-byline'),
    // Before 2023.
    '.page-metadata',
  ],
  /** ApprovalFlow's item in the byline. Its own hook is not known, its name is not translated. Looked for inside `byline` only. */
  approvalItem: ['[data-testid*="approvalflow" i]', '[aria-label*="approvalflow" i]', '[title*="approvalflow" i]'],
  headerActions: [
    testId('object-header-actions-container'),
    // Before 2023.
    '[data-test-id="content-buttons"]',
  ],
  content: [
    // Published text. Comments use the same renderer, but not inside this.
    testId('pageContentRendererTestId'),
    // Editor and live doc.
    testId('ak-editor-container'),
    // Any era.
    '#main-content',
  ],
} as const;
