import { useLayoutEffect, useRef } from 'preact/hooks';
import type { StatePreview, StateStep } from '../../lib/domain/index.ts';
import { Banner, Icon, plural } from '../ui/index.ts';
import { errorWords, StateLozenge } from '../words/index.ts';
import styles from './StatesPage.module.css';
import { consequences, outcomeOrder, outcomeWords, type StepNote, sharedNotes, stepNotes, writeWhy } from './state-words.ts';

/** Every write before it is made, and every page that none is made to, with the reason. */
export const StatePreviewList = ({ preview }: { readonly preview: StatePreview }) => {
  const section = useRef<HTMLElement>(null);
  // It comes below what was chosen, often out of sight; and Enter again would confirm what nobody has read.
  useLayoutEffect(() => {
    section.current?.focus({ preventScroll: true });
    section.current?.scrollIntoView({ block: 'start' });
  }, []);
  const effects = consequences(preview.steps, preview.copy);
  return (
    <section ref={section} tabIndex={-1} aria-label="Preview" class={styles['preview']}>
      {effects.length > 0 && (
        <Banner tone="information" title="What this does">
          <ul class={styles['points']}>
            {effects.map((words) => (
              <li key={words}>{words}</li>
            ))}
          </ul>
        </Banner>
      )}
      {!preview.hasTab && preview.steps.some((step) => step.outcome === 'write') && (
        <Banner tone="warning" title="No Confluence tab of this site is open">
          Page statuses are written through one. Sheaf offers to open it when you start.
        </Banner>
      )}
      {outcomeOrder.map((outcome) => {
        const steps = preview.steps.filter((step) => step.outcome === outcome);
        if (steps.length === 0) return null;
        const { title, why } = outcomeWords[outcome];
        const shared = sharedNotes(steps, preview.copy);
        const said = outcome === 'write' ? [writeWhy(preview.copy), ...shared.map(({ ofEach }) => ofEach)].join(' ') : why;
        return (
          <div key={outcome} class={styles['group']}>
            <h2 class={styles['heading']}>
              <Icon name={outcome === 'write' ? 'edit' : outcome === 'alreadySo' ? 'checkCircle' : 'blocked'} /> {title}:{' '}
              {plural(steps.length, 'page')}
            </h2>
            {said !== null && <p class={styles['subtle']}>{said}</p>}
            <ul class={styles['steps']}>
              {steps.map((step) => (
                <Step key={step.pageId} step={step} notes={stepNotes(step, preview.copy).filter((note) => !isAmong(shared, note))} />
              ))}
            </ul>
          </div>
        );
      })}
    </section>
  );
};

const isAmong = (notes: readonly StepNote[], { words }: StepNote): boolean => notes.some((note) => note.words === words);

const Step = ({ step, notes }: { readonly step: StateStep; readonly notes: readonly StepNote[] }) => (
  <li>
    {step.title ?? `Page ${step.pageId}`}{' '}
    {step.from === null ? <span class={styles['subtle']}>no status</span> : <StateLozenge state={step.from} />}
    {step.error !== null && <span class={styles['subtle']}> {errorWords(step.error).title}</span>}
    {notes.map(({ icon, words }) => (
      <span key={words} class={styles['note']}>
        <Icon name={icon} /> {words}
      </span>
    ))}
  </li>
);
