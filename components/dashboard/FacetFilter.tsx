import { useRef, useState } from 'preact/hooks';
import type { BoardView, Facet } from '../../lib/domain/index.ts';
import { Button, Checkbox, Icon, Popover, TextField } from '../ui/index.ts';
import { facetLabel } from './board-words.ts';
import styles from './Filters.module.css';

export interface FacetFilterProps {
  readonly kind: keyof BoardView['facets'];
  readonly name: string;
  readonly facets: readonly Facet[];
  /** Values that are filtered by; none is no filter. */
  readonly chosen: readonly string[];
  readonly onChange: (chosen: readonly string[]) => void;
}

/** More choices than this can be searched. */
const manyChoices = 10;

/** What is chosen and no longer in the list is still shown, so that it can be taken out. */
const withChosen = (facets: readonly Facet[], chosen: readonly string[]): readonly Facet[] => [
  ...facets,
  ...chosen.filter((value) => !facets.some((facet) => facet.value === value)).map((value) => ({ value, label: '', count: 0 })),
];

/** One filter: its name and what is chosen on a button, the choices with their counts below it. */
export const FacetFilter = ({ kind, name, facets, chosen, onChange }: FacetFilterProps) => {
  const [isOpen, setOpen] = useState(false);
  const [search, setSearch] = useState('');
  const button = useRef<HTMLSpanElement>(null);
  const choices = withChosen(facets, chosen).map((facet) => ({ ...facet, label: facetLabel(facet.value, kind, facet.label || undefined) }));
  const shown = choices.filter(({ label }) => label.toLowerCase().includes(search.trim().toLowerCase()));
  const [first] = chosen;
  const what = first === undefined ? null : chosen.length > 1 ? String(chosen.length) : choices.find(({ value }) => value === first)?.label;
  const toggle = (value: string, isOn: boolean): void => onChange(isOn ? [...chosen, value] : chosen.filter((one) => one !== value));
  return (
    <span ref={button} class={styles['facet']}>
      <Button
        size="small"
        appearance={chosen.length > 0 ? 'default' : 'subtle'}
        class={chosen.length > 0 ? styles['active'] : ''}
        aria-haspopup="dialog"
        aria-expanded={isOpen}
        onClick={() => setOpen(!isOpen)}
      >
        <span class={styles['facetName']}>
          {name}
          {what !== null && <strong class={styles['what']}>{what}</strong>}
          <Icon name="chevronDown" />
        </span>
      </Button>
      {isOpen && button.current !== null && (
        <Popover
          anchor={button.current}
          label={name}
          onClose={() => {
            setOpen(false);
            setSearch('');
          }}
        >
          <div class={styles['choices']}>
            {choices.length > manyChoices && (
              <TextField label={`Search ${name.toLowerCase()}`} isLabelHidden type="search" value={search} onInput={setSearch} />
            )}
            {shown.map(({ value, label, count }) => (
              <Checkbox
                key={value}
                isChecked={chosen.includes(value)}
                onChange={(isOn) => toggle(value, isOn)}
                label={
                  <span class={styles['choice']}>
                    <span class={styles['choiceName']}>{label}</span> <span class={styles['count']}>{count.toLocaleString('en')}</span>
                  </span>
                }
              />
            ))}
            {shown.length === 0 && <p class={styles['none']}>Nothing to choose from.</p>}
            {chosen.length > 0 && (
              <Button size="small" appearance="link" onClick={() => onChange([])}>
                Clear this filter
              </Button>
            )}
          </div>
        </Popover>
      )}
    </span>
  );
};
