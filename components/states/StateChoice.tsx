import { useState } from 'preact/hooks';
import type { ContentState, SpaceStateSettings, StateCopy, StateOffer, StateWish } from '../../lib/domain/index.ts';
import { Banner, TextField } from '../ui/index.ts';
import { hexColor, StateLozenge } from '../words/index.ts';
import styles from './StatesPage.module.css';
import { offeredColors } from './state-colors.ts';
import { longestName, nameProblem } from './state-words.ts';

export interface Choice {
  readonly kind: 'existing' | 'new' | 'remove' | null;
  readonly state: ContentState | null;
  readonly name: string;
  readonly color: string;
}

export const noChoice: Choice = { kind: null, state: null, name: '', color: offeredColors[2].color };

/** The wish that a choice stands for; `null`: it is not complete. */
export const wishOf = ({ kind, state, name, color }: Choice): StateWish | null => {
  if (kind === 'remove') return { kind };
  if (kind === 'existing') return state === null ? null : { kind, state };
  const hex = hexColor(color);
  return kind === 'new' && nameProblem(name) === null && hex !== null ? { kind, name: name.trim(), color: hex } : null;
};

/** Once each, the page's present one first among those that Confluence does not offer. */
const groupsOf = (offer: StateOffer): readonly { readonly title: string; readonly states: readonly ContentState[] }[] => {
  const custom = offer.customStates ?? [];
  const listed = new Set([...offer.spaceStates, ...custom].map((state) => state.id));
  const unlisted = offer.current !== null && !listed.has(offer.current.id) ? [offer.current] : [];
  return [
    { title: 'Of this space', states: offer.spaceStates },
    { title: 'Your own', states: custom },
    { title: 'On the page now, not offered by Confluence', states: unlisted },
  ].filter((group) => group.states.length > 0);
};

export interface StateChoiceProps {
  readonly offer: StateOffer;
  readonly choice: Choice;
  readonly onChoose: (choice: Choice) => void;
  readonly copy: StateCopy;
  readonly onCopy: (copy: StateCopy) => void;
}

/** Which status, by the list of one page. */
export const StateChoice = ({ offer, choice, onChoose, copy, onCopy }: StateChoiceProps) => (
  <>
    <fieldset class={styles['choices']}>
      <legend>Status</legend>
      {groupsOf(offer).map((group) => (
        <div key={group.title} class={styles['group']}>
          <p class={styles['subtle']}>{group.title}</p>
          {group.states.map((state) => (
            <label key={state.id} class={styles['choice']}>
              <input
                type="radio"
                name="state"
                checked={choice.kind === 'existing' && choice.state?.id === state.id}
                onChange={() => onChoose({ ...choice, kind: 'existing', state })}
              />
              <StateLozenge state={state} />
              {offer.current?.id === state.id && <span class={styles['subtle']}>now</span>}
            </label>
          ))}
        </div>
      ))}
      {offer.spaceStates.length === 0 && <p class={styles['subtle']}>This space offers no statuses of its own.</p>}
      <div class={styles['group']}>
        <label class={styles['choice']}>
          <input type="radio" name="state" checked={choice.kind === 'remove'} onChange={() => onChoose({ ...choice, kind: 'remove' })} />
          No status
        </label>
        {offer.customStates === null ? (
          <p class={styles['subtle']}>A new status cannot be made here: the space’s administrator has switched own statuses off.</p>
        ) : (
          <label class={styles['choice']}>
            <input type="radio" name="state" checked={choice.kind === 'new'} onChange={() => onChoose({ ...choice, kind: 'new' })} />
            New status…
          </label>
        )}
      </div>
    </fieldset>
    {choice.kind === 'new' && <NewState choice={choice} onChoose={onChoose} />}
    <fieldset class={styles['choices']}>
      <legend>On</legend>
      {(['current', 'draft'] as const).map((which) => (
        <label key={which} class={styles['choice']}>
          <input type="radio" name="copy" checked={copy === which} onChange={() => onCopy(which)} />
          {which === 'current' ? 'the published text' : 'the unpublished draft'}
        </label>
      ))}
    </fieldset>
    {offer.settings !== null && <SpaceSettings settings={offer.settings} />}
  </>
);

const allowedWords = (isAllowed: boolean): string => (isAllowed ? 'allowed' : 'switched off');

/** What Confluence tells the space's administrators alone. */
const SpaceSettings = ({ settings }: { readonly settings: SpaceStateSettings }) => {
  const { isAllowed, isSpaceAllowed, isCustomAllowed, spaceStates } = settings;
  return (
    <section class={styles['settings']} aria-label="Settings of the space">
      <h2 class={styles['heading']}>Settings of the space</h2>
      <p class={styles['subtle']}>You see them as its administrator. They are changed in Confluence, under “Space settings”.</p>
      <ul class={styles['steps']}>
        <li>Page statuses: {allowedWords(isAllowed)}</li>
        <li>The space’s own list: {allowedWords(isSpaceAllowed)}</li>
        <li>People’s own statuses: {allowedWords(isCustomAllowed)}</li>
        <li class={styles['listed']}>
          {spaceStates.length === 0 ? 'No status is in the space’s list.' : 'In the space’s list:'}
          {spaceStates.map((state) => (
            <StateLozenge key={state.id} state={state} />
          ))}
        </li>
      </ul>
    </section>
  );
};

const NewState = ({ choice, onChoose }: Pick<StateChoiceProps, 'choice' | 'onChoose'>) => {
  const [isTouched, setTouched] = useState(false);
  const hex = hexColor(choice.color);
  return (
    <div class={styles['new']}>
      <TextField
        label="Name"
        value={choice.name}
        isRequired
        hint={`1 to ${longestName} characters`}
        error={isTouched ? nameProblem(choice.name) : null}
        onInput={(name) => {
          setTouched(true);
          onChoose({ ...choice, name });
        }}
        onBlur={() => setTouched(true)}
      />
      <fieldset class={styles['colors']}>
        <legend>Colour</legend>
        {offeredColors.map(({ name, color }) => (
          <label key={color} class={styles['choice']}>
            <input type="radio" name="color" checked={hex === color} onChange={() => onChoose({ ...choice, color })} />
            <span class={styles['swatch']} style={{ background: color }} aria-hidden="true" />
            {name}
          </label>
        ))}
      </fieldset>
      <TextField
        label="Or another colour"
        value={choice.color}
        error={hex === null ? 'Six hex digits after #, as in #57d9a3.' : null}
        onInput={(color) => onChoose({ ...choice, color })}
      />
      {nameProblem(choice.name) === null && hex !== null && (
        <p>
          <StateLozenge state={{ name: choice.name.trim(), color: hex }} />
        </p>
      )}
      <Banner tone="information" title="A new status is for good">
        One of the same name and colour is used again. Nothing in Confluence can delete a status of your own; it only moves out of the list
        when you use others.
      </Banner>
    </div>
  );
};
