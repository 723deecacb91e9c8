import { useEffect, useState } from 'preact/hooks';
import { ageWords } from './age-words.ts';

const tickMs = 15_000;

/** The time now, told again every 15 s while the view lives. */
export const useNow = (): number => {
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), tickMs);
    return () => clearInterval(timer);
  }, []);
  return now;
};

export interface AgeProps {
  /** ISO time; `null`: never. */
  readonly at: string | null;
  /** The word before the age: "checked", "updated". */
  readonly verb?: string | undefined;
  /** Given by lists, so that one clock moves all their rows. */
  readonly now?: number | undefined;
  readonly class?: string | undefined;
}

/** "checked 2 min ago", with the exact time as a tooltip. */
export const Age = ({ now, ...props }: AgeProps) => (now === undefined ? <TickingAge {...props} /> : <AgeAt {...props} now={now} />);

const TickingAge = (props: Omit<AgeProps, 'now'>) => <AgeAt {...props} now={useNow()} />;

const AgeAt = ({ at, verb = 'checked', now, class: extra }: AgeProps & { readonly now: number }) => {
  if (at === null) return <span class={extra}>not {verb} yet</span>;
  return (
    <time class={extra} dateTime={at} title={new Date(at).toLocaleString()}>
      {verb} {ageWords(at, now)}
    </time>
  );
};
