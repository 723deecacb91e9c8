import { useEffect, useId, useMemo, useState } from 'preact/hooks';
import type { AppError, ConnectionId, FollowedSpace, Result, SpaceId } from '../../lib/domain/index.ts';
import { Button, Checkbox, LoadingRows, plural, TextField } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import type { SettingsActs } from './acts.ts';
import styles from './settings.module.css';
import { createSpaceOffer } from './space-offer.ts';

export interface FollowedSpacesProps {
  readonly connectionId: ConnectionId;
  readonly spaces: readonly FollowedSpace[];
  /** The connection works: other spaces can be read. */
  readonly canOffer: boolean;
  readonly acts: SettingsActs;
}

const because: Readonly<Record<FollowedSpace['because'], string>> = {
  opened: 'you opened a page there lately',
  pinned: 'pinned by you',
  offered: 'chosen by you',
  mentioned: 'an approval request there mentions you',
};

const Picker = ({ connectionId, spaces, acts, onDone }: Omit<FollowedSpacesProps, 'canOffer'> & { readonly onDone: () => void }) => {
  const offer = useMemo(() => createSpaceOffer((search) => acts.offerSpaces(connectionId, search)), [connectionId]);
  const [search, setSearch] = useState('');
  const [chosen, setChosen] = useState<ReadonlySet<SpaceId>>(new Set());
  const [isBusy, setBusy] = useState(false);
  const [refusal, setRefusal] = useState<AppError | null>(null);
  // The picker coming into view is what asks; the answer lives in the offer.
  useEffect(() => void offer.search(''), [offer]);

  const follow = async (): Promise<void> => {
    setBusy(true);
    const outcome = await acts.followSpaces(connectionId, [...chosen]);
    setBusy(false);
    if (outcome.ok) onDone();
    else setRefusal(outcome.error);
  };
  const toggle = (id: SpaceId, isChecked: boolean): void => {
    const next = new Set(chosen);
    if (isChecked) next.add(id);
    else next.delete(id);
    setChosen(next);
  };
  const state = offer.state.value;
  const followed = new Set(spaces.map((space) => space.spaceId));
  // A space that comes to be followed meanwhile stays in its place: nothing moves away under the pointer.
  const choices = state.kind === 'ready' ? state.spaces : [];
  return (
    <div class={styles['picker']}>
      <TextField
        label="Search spaces"
        type="search"
        value={search}
        onInput={(text) => {
          setSearch(text);
          void offer.search(text);
        }}
      />
      {state.kind === 'loading' && <LoadingRows label="Looking for spaces" rows={2} />}
      {state.kind === 'failed' && (
        <ErrorNotice error={state.error} onNextStep={() => void offer.search(search)} can={['retry', 'refresh']} />
      )}
      {state.kind === 'ready' && choices.length === 0 && (
        <p class={styles['note']}>{search === '' ? 'No spaces that you can see.' : `No space matches “${search}”.`}</p>
      )}
      {choices.length > 0 && (
        <ul class={styles['choices']} aria-label="Spaces to follow">
          {choices.map((space) => (
            <li key={space.spaceId}>
              <Checkbox
                label={`${space.name} (${space.key})`}
                isChecked={chosen.has(space.spaceId) || followed.has(space.spaceId)}
                isDisabled={followed.has(space.spaceId)}
                onChange={(isChecked) => toggle(space.spaceId, isChecked)}
              />
            </li>
          ))}
        </ul>
      )}
      {refusal !== null && <ErrorNotice error={refusal} />}
      <div class={styles['actions']}>
        <Button appearance="primary" isDisabled={chosen.size === 0} isBusy={isBusy} onClick={() => void follow()}>
          {chosen.size === 0 ? 'Follow' : `Follow ${plural(chosen.size, 'space')}`}
        </Button>
        <Button appearance="subtle" onClick={onDone}>
          {spaces.length === 0 ? 'Not now' : 'Cancel'}
        </Button>
      </div>
    </div>
  );
};

/** Spaces whose change sets come into the queue, and the choice of more; open by itself when there are none at first. */
export const FollowedSpaces = ({ connectionId, spaces, canOffer, acts }: FollowedSpacesProps) => {
  const heading = useId();
  const [choice, setChoice] = useState<'open' | 'closed' | 'byItself'>('byItself');
  const [refusal, setRefusal] = useState<AppError | null>(null);
  const [isFirst] = useState(spaces.length === 0);
  const isOpen = canOffer && (choice === 'open' || (choice === 'byItself' && isFirst));
  const answered = async (asked: Promise<Result<null>>): Promise<void> => {
    const outcome = await asked;
    setRefusal(outcome.ok ? null : outcome.error);
  };
  const pin = (space: FollowedSpace) => answered(acts.pinSpace(connectionId, space.spaceId, !space.isPinned));
  const pause = (space: FollowedSpace) => answered(acts.pause(connectionId, space.spaceId, !space.isPaused));
  return (
    <section class={styles['spaces']} aria-labelledby={heading}>
      <h4 id={heading} class={styles['subheading']}>
        {spaces.length === 0 ? 'Which spaces do you want to follow?' : 'Spaces you follow'}
      </h4>
      <p class={styles['note']}>
        Their change sets come into your review queue. Spaces where you open a page, or where you are asked to approve, come by themselves.
      </p>
      {spaces.length > 0 && (
        <ul class={styles['spaceList']} aria-labelledby={heading}>
          {spaces.map((space) => (
            <li key={space.spaceId} class={styles['space']}>
              <span class={styles['spaceName']}>
                {space.name} <span class={styles['quiet']}>({space.key})</span>
                <span class={styles['quiet']}> · {space.isPaused ? 'paused: not read and not shown' : because[space.because]}</span>
              </span>
              <span class={styles['spaceTools']}>
                <Button
                  size="small"
                  icon={space.isPinned ? 'check' : undefined}
                  aria-pressed={space.isPinned}
                  aria-label={`Pin ${space.name}`}
                  onClick={() => void pin(space)}
                >
                  Pin
                </Button>
                <Button
                  size="small"
                  icon={space.isPaused ? 'check' : undefined}
                  aria-pressed={space.isPaused}
                  aria-label={`Pause ${space.name}`}
                  onClick={() => void pause(space)}
                >
                  Pause
                </Button>
              </span>
            </li>
          ))}
        </ul>
      )}
      {refusal !== null && <ErrorNotice error={refusal} onDismiss={() => setRefusal(null)} />}
      {isOpen && <Picker connectionId={connectionId} spaces={spaces} acts={acts} onDone={() => setChoice('closed')} />}
      {!isOpen && canOffer && (
        <Button size="small" icon="add" onClick={() => setChoice('open')}>
          Follow more spaces
        </Button>
      )}
    </section>
  );
};
