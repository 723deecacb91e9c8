import type { AccountId, ApprovalReply, PageThread } from '../../lib/domain/index.ts';
import { Age, Icon, type IconName, OutsideLink, Skeleton, type Tone } from '../ui/index.ts';
import { ErrorNotice } from '../words/index.ts';
import styles from './ApprovalThread.module.css';
import type { PageTarget, ReviewActions } from './data.ts';
import { LongText } from './LongText.tsx';
import { takeNextStep } from './next-step.ts';
import { useAsked } from './use-asked.ts';

export interface ApprovalThreadProps {
  readonly target: PageTarget;
  readonly siteOrigin: string;
  readonly actions: ReviewActions;
  readonly now: number;
}

/** A page's approval comments, read when looked at: requests, decisions and what was said in between. */
export const ApprovalThread = ({ target, siteOrigin, actions, now }: ApprovalThreadProps) => {
  const [thread, again] = useAsked(() => actions.readThread(target));
  const repeat = () => {
    again();
    return Promise.resolve({ ok: true, value: null } as const);
  };
  return (
    <div class={styles['thread']} aria-live="polite">
      {thread.kind === 'loading' && (
        <div role="status" class={styles['loading']}>
          <p>Reading the approval comments…</p>
          <Skeleton width="wide" />
          <Skeleton width="half" />
        </div>
      )}
      {thread.kind === 'failed' && (
        <ErrorNotice error={thread.error} onNextStep={(step) => takeNextStep(step, { actions, siteOrigin, again: repeat })} />
      )}
      {thread.kind === 'ready' &&
        (thread.value.requests.length === 0 ? (
          <p class={styles['quiet']}>No approval comments on this page that you can see.</p>
        ) : (
          <ol class={styles['requests']} aria-label="Approval comments, newest request first">
            {thread.value.requests.map((request) => (
              <Request key={request.commentId} request={request} people={thread.value.people} now={now} />
            ))}
          </ol>
        ))}
    </div>
  );
};

type People = PageThread['people'];

const named = (id: AccountId | null, people: People): string | null => people.find((person) => person.id === id)?.name ?? null;

const someone = 'Someone';

/** "Ben Ito, Chloé Marchand and 1 other". */
const everybody = (ids: readonly AccountId[], people: People): string => {
  const names = ids.map((id) => named(id, people)).filter((name) => name !== null);
  const rest = ids.length - names.length;
  return [...names, ...(rest === 0 ? [] : [`${rest} not known by name`])].join(', ');
};

/** The heading of the comment says nothing that ours does not. */
const bodyOf = (text: string): string => text.replace(/^\W*approval\s+request(?:ed)?\s*\n?/i, '').trim();

const Request = ({
  request,
  people,
  now,
}: {
  readonly request: PageThread['requests'][number];
  readonly people: People;
  readonly now: number;
}) => {
  const body = bodyOf(request.text);
  return (
    <li class={styles['request']}>
      <p>
        <strong>Approval requested</strong> <Age class={styles['quiet']} at={request.createdAt} verb="" now={now} />
      </p>
      {request.mentions.length > 0 && <p class={styles['quiet']}>Asked: {everybody(request.mentions, people)}</p>}
      {body !== '' && <LongText text={body} whole="Show the whole comment" />}
      {request.referenceUrl !== null && (
        <p class={styles['quiet']}>
          Source: <OutsideLink url={request.referenceUrl}>{request.referenceUrl}</OutsideLink>
        </p>
      )}
      {request.replies.length > 0 && (
        <ol class={styles['replies']}>
          {request.replies.map((reply) => (
            <Reply key={reply.commentId} reply={reply} people={people} now={now} />
          ))}
        </ol>
      )}
    </li>
  );
};

const looks: Readonly<Record<ApprovalReply['kind'], { readonly words: string; readonly icon: IconName; readonly tone: Tone }>> = {
  approved: { words: 'approved', icon: 'checkCircle', tone: 'success' },
  rejected: { words: 'requested changes', icon: 'cross', tone: 'danger' },
  cancelled: { words: 'cancelled the request', icon: 'blocked', tone: 'neutral' },
  other: { words: 'wrote', icon: 'comment', tone: 'neutral' },
};

const Reply = ({ reply, people, now }: { readonly reply: ApprovalReply; readonly people: People; readonly now: number }) => {
  const { words, icon, tone } = looks[reply.kind];
  return (
    <li class={styles['reply']}>
      <p class={styles['who']}>
        <span class={styles[tone]}>
          <Icon name={icon} />
        </span>
        <span>
          <strong>{named(reply.decidedBy ?? reply.authorId, people) ?? someone}</strong> {words}{' '}
          <Age class={styles['quiet']} at={reply.createdAt} verb="" now={now} />
        </span>
      </p>
      {reply.text.trim() !== '' && <LongText text={reply.text} whole="Show the whole comment" />}
    </li>
  );
};
