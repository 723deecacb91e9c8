import { useRef, useState } from 'preact/hooks';
import {
  type BoardQuery,
  isSameQuery,
  type SavedView,
  type ViewsRead,
  viewsFile,
  viewsFromFile,
  wholeBoard,
} from '../../lib/domain/index.ts';
import { useAnswer } from '../panel/index.ts';
import { Banner, Button, Dialog, Icon, IconButton, Menu, type MenuItem, plural, TextField } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { BoardActs } from './data.ts';
import styles from './SavedViews.module.css';

export interface SavedViewsProps {
  readonly query: BoardQuery;
  /** `null`: not read yet. */
  readonly views: readonly SavedView[] | null;
  readonly acts: Pick<BoardActs, 'changePreferences' | 'saveFile' | 'newId' | 'places'>;
  readonly onQuery: (query: BoardQuery) => void;
}

type Asked = 'menu' | 'save' | 'manage';

/** The view that is shown has the name of a saved one that asks for the same; the name is the button to the others. */
export const SavedViews = ({ query, views, acts, onQuery }: SavedViewsProps) => {
  const [asked, setAsked] = useState<Asked | null>(null);
  const button = useRef<HTMLButtonElement>(null);
  const known = views ?? [];
  const current = known.find((view) => isSameQuery(view.query, query));
  const close = (): void => setAsked((now) => (now === 'menu' ? null : now));
  const items: readonly MenuItem[] = [
    { label: 'All open change sets', isCurrent: isSameQuery(query, wholeBoard), onChoose: () => onQuery(wholeBoard) },
    ...known.map((view) => ({ label: view.name, isCurrent: view === current, onChoose: () => onQuery(view.query) })),
    { label: 'Save this view…', icon: 'add', isFirst: true, onChoose: views === null ? undefined : () => setAsked('save') },
    { label: 'Manage views…', icon: 'edit', onChoose: views === null ? undefined : () => setAsked('manage') },
  ];
  return (
    <>
      <h1 class={styles['name']}>
        <button
          ref={button}
          type="button"
          class={styles['button']}
          aria-haspopup="menu"
          aria-expanded={asked === 'menu'}
          onClick={() => setAsked('menu')}
        >
          <span class={styles['clip']}>{current?.name ?? 'Change sets'}</span>
          <Icon name="chevronDown" />
        </button>
      </h1>
      {asked === 'menu' && button.current !== null && <Menu anchor={button.current} label="Views" items={items} onClose={close} />}
      {asked === 'save' && <SaveDialog query={query} views={known} acts={acts} onClose={() => setAsked(null)} />}
      {asked === 'manage' && <ManageDialog views={known} acts={acts} onClose={() => setAsked(null)} />}
    </>
  );
};

type SaveProps = Pick<SavedViewsProps, 'query' | 'acts'> & { readonly views: readonly SavedView[]; readonly onClose: () => void };

const SaveDialog = ({ query, views, acts, onClose }: SaveProps) => {
  const [name, setName] = useState('');
  const [pending, run] = useAnswer();
  const trimmed = name.trim();
  const same = views.find((view) => view.name === trimmed);
  const save = (): void => {
    if (trimmed === '') return;
    run(async () => {
      const view = { id: same?.id ?? acts.newId(), name: trimmed, query };
      const result = await acts.changePreferences({
        savedViews: same === undefined ? [...views, view] : views.map((one) => (one === same ? view : one)),
      });
      if (result.ok) onClose();
      return result;
    });
  };
  return (
    <Dialog
      title="Save this view"
      onClose={onClose}
      actions={
        <>
          <Button appearance="subtle" onClick={onClose}>
            Cancel
          </Button>
          <Button appearance="primary" isBusy={pending.isBusy} isDisabled={trimmed === ''} onClick={save}>
            {same === undefined ? 'Save' : 'Replace'}
          </Button>
        </>
      }
    >
      <TextField
        label="Name"
        value={name}
        onInput={setName}
        maxLength={200}
        autoFocus
        hint={
          same === undefined ? 'Search, filters and sorting are kept under this name.' : 'There is a view of this name: it is replaced.'
        }
        onKeyDown={(event) => {
          if (event.key === 'Enter') save();
        }}
      />
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Dialog>
  );
};

/** What was taken from a file, what was not, and what to do about it. */
const importedWords = ({ read, skipped, unknownSpaces }: ViewsRead): string => {
  const left = skipped > 0 ? `, ${skipped} left out` : '';
  if (unknownSpaces.length === 0) return `${plural(read, 'view')} imported${left}${left === '' ? '' : ': they could not be read'}.`;
  const named = unknownSpaces.map((space) => {
    const [site = '', key = ''] = space.split('|');
    const host = URL.parse(site)?.host;
    return host === undefined ? 'one of another browser' : `${key} (${host})`;
  });
  const spaces = [...new Set(named)].join(', ');
  return `${plural(read, 'view')} imported${left}. Spaces not followed here: ${spaces}. Follow them in the settings, then import again.`;
};

type ManageProps = Pick<SavedViewsProps, 'acts'> & { readonly views: readonly SavedView[]; readonly onClose: () => void };

const ManageDialog = ({ views, acts, onClose }: ManageProps) => {
  const [pending, run] = useAnswer();
  const [said, setSaid] = useState<string | null>(null);
  /** The views as they were before the last one was deleted. */
  const [deleted, setDeleted] = useState<{ readonly name: string; readonly before: readonly SavedView[] } | null>(null);
  const file = useRef<HTMLInputElement>(null);
  const keep = (savedViews: readonly SavedView[]): void => {
    setSaid(null);
    run(() => acts.changePreferences({ savedViews }));
  };
  const load = async (chosen: File | undefined): Promise<void> => {
    if (chosen === undefined) return;
    const found = viewsFromFile(await chosen.text(), views, acts.places(), acts.newId);
    if (found === null) {
      setSaid('This is not a file of saved views. Choose one that was exported here.');
      return;
    }
    keep(found.views);
    setSaid(importedWords(found));
  };
  return (
    <Dialog
      title="Saved views"
      onClose={onClose}
      actions={
        <>
          <input
            ref={file}
            type="file"
            accept="application/json,.json"
            hidden
            onChange={(event) => {
              const chosen = event.currentTarget.files?.[0];
              // The same file may be chosen again.
              void load(chosen).then(() => {
                if (file.current !== null) file.current.value = '';
              });
            }}
          />
          <Button appearance="subtle" onClick={() => file.current?.click()}>
            Import…
          </Button>
          <Button
            appearance="subtle"
            isDisabled={views.length === 0}
            onClick={() => acts.saveFile('sheaf-views.json', viewsFile(views, acts.places()))}
          >
            Export
          </Button>
          <Button appearance="primary" onClick={onClose}>
            Done
          </Button>
        </>
      }
    >
      {views.length === 0 && deleted === null && <p>No views yet. Filter or sort the list, then save what you see.</p>}
      <ul class={styles['list']}>
        {views.map((view) => (
          <ViewRow
            key={view.id}
            view={view}
            onRename={(name) => keep(views.map((one) => (one === view ? { ...one, name } : one)))}
            onDelete={() => {
              setDeleted({ name: view.name, before: views });
              keep(views.filter((one) => one !== view));
            }}
          />
        ))}
      </ul>
      {deleted !== null && (
        <Banner
          tone="neutral"
          role="status"
          title={`Deleted “${deleted.name}”`}
          actions={
            <Button
              size="small"
              icon="undo"
              onClick={() => {
                keep(deleted.before);
                setDeleted(null);
              }}
            >
              Undo
            </Button>
          }
        />
      )}
      {said !== null && <p role="status">{said}</p>}
      {pending.error !== null && <ErrorNotice error={pending.error} />}
    </Dialog>
  );
};

interface ViewRowProps {
  readonly view: SavedView;
  readonly onRename: (name: string) => void;
  readonly onDelete: () => void;
}

const ViewRow = ({ view, onRename, onDelete }: ViewRowProps) => {
  const [name, setName] = useState(view.name);
  const rename = (): void => {
    const trimmed = name.trim();
    if (trimmed === '') setName(view.name);
    else if (trimmed !== view.name) onRename(trimmed);
  };
  return (
    <li class={styles['row']}>
      <TextField
        label={`Name of “${view.name}”`}
        isLabelHidden
        value={name}
        onInput={setName}
        onBlur={rename}
        maxLength={200}
        onKeyDown={(event) => {
          if (event.key === 'Enter') rename();
        }}
        action={<IconButton icon="close" label={`Delete “${view.name}”`} onClick={onDelete} />}
      />
    </li>
  );
};
