import type { ComponentChildren } from 'preact';
import { useEffect, useId, useRef, useState } from 'preact/hooks';
import { type AppError, linksSource, readPageReferences, type SourceKind, type TabContents } from '../../lib/domain/index.ts';
import type { DraftModel } from '../../lib/state/index.ts';
import { type Answer, useAnswer } from '../panel/index.ts';
import { Button, plural, TextField } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './AddSource.module.css';
import { levels } from './draft-words.ts';
import type { PageInFront } from './page-in-front.ts';

/** A source that needs something typed or chosen first. */
export type Asking =
  | { readonly kind: 'label' | 'text' | 'cql' }
  | { readonly kind: 'descendants'; readonly page: PageInFront }
  | { readonly kind: 'links'; readonly choices: readonly Extract<SourceKind, { kind: 'links' }>[] };

export interface AddSourceProps {
  readonly model: DraftModel;
  readonly siteOrigin: string;
  readonly here: PageInFront | null;
  readonly readTab: (() => Answer<TabContents>) | undefined;
  readonly asking: Asking | null;
  readonly onAsking: (asking: Asking | null) => void;
}

/** Where pages can be taken from: one press each, or one thing to type. */
export const AddSource = ({ model, siteOrigin, here, readTab, asking, onAsking }: AddSourceProps) => {
  const id = useId();
  const bar = useRef<HTMLDivElement>(null);
  const form = useRef<HTMLDivElement>(null);
  const [isMore, setMore] = useState(false);
  const [refused, setRefused] = useState<AppError | null>(null);
  const links = useLinks(siteOrigin, readTab);
  useEffect(() => form.current?.querySelector<HTMLElement>('input, textarea, select, button')?.focus(), [asking]);
  useEffect(() => {
    if (isMore) bar.current?.querySelector<HTMLElement>('button:last-child')?.focus();
  }, [isMore]);

  const add = (from: SourceKind): void => {
    const added = model.addSource(from);
    setRefused(added.ok ? null : added.error);
    if (!added.ok) return;
    links.forget();
    onAsking(null);
    bar.current?.focus();
  };
  const ask = (next: Asking): void => {
    setRefused(null);
    links.forget();
    onAsking(asking?.kind === next.kind ? null : next);
  };
  const askLinks = (): void => {
    onAsking(null);
    setRefused(null);
    links.read((choices) => {
      const [only] = choices;
      if (choices.length === 1 && only !== undefined) add(only);
      else onAsking({ kind: 'links', choices });
    });
  };
  const opens = (kind: Asking['kind']) => ({
    'aria-expanded': asking?.kind === kind,
    'aria-controls': asking?.kind === kind ? id : undefined,
  });

  return (
    <div class={styles['add']}>
      {/* Focus rests here when a form has done its work: the next source is one key away. */}
      <div ref={bar} tabIndex={-1} class={styles['bar']} role="group" aria-label="Add pages from">
        {here !== null && (
          <>
            <Button size="small" icon="page" onClick={() => add({ kind: 'page', pageId: here.pageId })}>
              This page
            </Button>
            <Button size="small" {...opens('descendants')} onClick={() => ask({ kind: 'descendants', page: here })}>
              This page and those below it…
            </Button>
          </>
        )}
        <Button size="small" {...opens('text')} onClick={() => ask({ kind: 'text' })}>
          Paste links or ids…
        </Button>
        {readTab !== undefined && (
          <Button size="small" isBusy={links.isBusy} {...opens('links')} onClick={askLinks}>
            Links on this page
          </Button>
        )}
        <Button size="small" onClick={() => add({ kind: 'tabs' })}>
          Open Confluence tabs
        </Button>
        <Button size="small" {...opens('label')} onClick={() => ask({ kind: 'label' })}>
          A label…
        </Button>
        {isMore ? (
          <Button size="small" {...opens('cql')} onClick={() => ask({ kind: 'cql' })}>
            A search in Confluence’s language (CQL)…
          </Button>
        ) : (
          <Button size="small" appearance="subtle" aria-expanded={false} onClick={() => setMore(true)}>
            More
          </Button>
        )}
      </div>
      {links.note !== null && (
        <p class={styles['note']} role="status">
          {links.note}
        </p>
      )}
      {links.error !== null && <ErrorNotice error={links.error} />}
      {refused !== null && <ErrorNotice error={refused} />}
      {asking !== null && (
        <div ref={form} id={id} class={styles['form']}>
          <SourceForm
            key={asking.kind === 'descendants' ? asking.page.pageId : asking.kind}
            asking={asking}
            siteOrigin={siteOrigin}
            onAdd={add}
            onCancel={() => onAsking(null)}
          />
        </div>
      )}
    </div>
  );
};

/** Reads the page in front, on the press only, and tells what its links would bring. */
const useLinks = (siteOrigin: string, readTab: (() => Answer<TabContents>) | undefined) => {
  const [reading, run] = useAnswer();
  const [note, setNote] = useState<string | null>(null);
  const read = (onChoices: (choices: readonly Extract<SourceKind, { kind: 'links' }>[]) => void): void => {
    if (readTab === undefined) return;
    setNote(null);
    run(async () => {
      const contents = await readTab();
      if (!contents.ok) return contents;
      const first = linksSource(contents.value, siteOrigin);
      const all = first?.isSelection === true ? linksSource({ ...contents.value, selection: '', selectedLinks: [] }, siteOrigin) : null;
      const choices = [first, all].filter((choice) => choice !== null);
      if (choices.length === 0) setNote(`There is no link to a page of ${new URL(siteOrigin).host} on the page in front.`);
      else onChoices(choices);
      return contents;
    });
  };
  return { isBusy: reading.isBusy, error: reading.error, note, read, forget: () => setNote(null) };
};

interface FormProps<Kind extends Asking['kind'] = Asking['kind']> {
  readonly asking: Extract<Asking, { kind: Kind }>;
  readonly siteOrigin: string;
  readonly onAdd: (from: SourceKind) => void;
  readonly onCancel: () => void;
}

const SourceForm = ({ asking, ...rest }: FormProps) => {
  switch (asking.kind) {
    case 'descendants':
      return <DescendantsForm asking={asking} {...rest} />;
    case 'links':
      return <LinksForm asking={asking} {...rest} />;
    default:
      return <TypedForm kind={asking.kind} {...rest} />;
  }
};

const depths = [1, 2, 3, 5, 10] as const;

const DescendantsForm = ({ asking, onAdd, onCancel }: FormProps<'descendants'>) => {
  const id = useId();
  const [depth, setDepth] = useState(10);
  const { pageId, title } = asking.page;
  return (
    <FormFrame onSubmit={() => onAdd({ kind: 'descendants', pageId, title, depth })} onCancel={onCancel} action="Add pages">
      <label for={id} class={styles['label']}>
        {title === null ? 'This page' : `“${title}”`} and the pages
      </label>
      <select id={id} class={styles['select']} value={String(depth)} onChange={(event) => setDepth(Number(event.currentTarget.value))}>
        {depths.map((one) => (
          <option key={one} value={String(one)}>
            {levels(one)}
          </option>
        ))}
      </select>
    </FormFrame>
  );
};

const LinksForm = ({ asking, onAdd, onCancel }: FormProps<'links'>) => (
  <div class={styles['frame']}>
    <p class={styles['label']}>Which links?</p>
    <div class={styles['line']}>
      {asking.choices.map((choice) => (
        <Button key={String(choice.isSelection)} size="small" onClick={() => onAdd(choice)}>
          {choice.isSelection ? 'In the selected text' : 'On the whole page'} ({choice.references.length.toLocaleString('en')})
        </Button>
      ))}
      <Button size="small" appearance="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  </div>
);

const typedFields = {
  label: { label: 'Label', placeholder: 'security-handbook', rows: 1, hint: 'Every page that carries it, in all spaces you can see' },
  text: {
    label: 'Links or page ids',
    placeholder: undefined,
    rows: 4,
    hint: 'Any text will do: a mail, a chat, a list. Sheaf takes the links out of it.',
  },
  cql: {
    label: 'CQL query',
    placeholder: 'space = ENG and text ~ "signing key"',
    rows: 2,
    hint: 'Confluence’s own search language; people who know it find pages by author, date or text',
  },
} as const;

const TypedForm = ({ kind, siteOrigin, onAdd, onCancel }: Omit<FormProps, 'asking'> & { readonly kind: 'label' | 'text' | 'cql' }) => {
  const [value, setValue] = useState('');
  const [isTried, setTried] = useState(false);
  const field = typedFields[kind];
  const named = kind === 'text' ? readPageReferences(value, [siteOrigin]) : null;
  const isEmpty = value.trim() === '';
  const problem = isEmpty
    ? 'Type something first'
    : named !== null && named.references.length + named.notes.length === 0
      ? 'There is no link or page id in this text'
      : null;
  const submit = () => {
    setTried(true);
    if (problem !== null) return;
    onAdd(kind === 'label' ? { kind, label: value } : kind === 'cql' ? { kind, cql: value } : { kind, text: value });
  };
  const hint =
    named !== null && named.references.length > 0 ? `${plural(named.references.length, 'link or id', 'links and ids')} in it` : field.hint;
  return (
    <FormFrame onSubmit={submit} onCancel={onCancel} action="Add pages">
      <TextField
        label={field.label}
        value={value}
        onInput={setValue}
        rows={field.rows}
        placeholder={field.placeholder}
        hint={hint}
        error={isTried ? problem : null}
      />
    </FormFrame>
  );
};

interface FrameProps {
  readonly children: ComponentChildren;
  readonly action: string;
  readonly onSubmit: () => void;
  readonly onCancel: () => void;
}

const FormFrame = ({ children, action, onSubmit, onCancel }: FrameProps) => (
  <form
    class={styles['frame']}
    noValidate
    onSubmit={(event) => {
      event.preventDefault();
      onSubmit();
    }}
    onKeyDown={(event) => {
      if (event.key !== 'Escape') return;
      // Takes back this form, and not what lies under it.
      event.preventDefault();
      event.stopPropagation();
      onCancel();
    }}
  >
    {children}
    <div class={styles['line']}>
      <Button size="small" appearance="primary" type="submit">
        {action}
      </Button>
      <Button size="small" appearance="subtle" onClick={onCancel}>
        Cancel
      </Button>
    </div>
  </form>
);
