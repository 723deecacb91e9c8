import { type ChangeSetId, type ConnectionId, fail, ok, type Result } from '../domain/index.ts';
import type { Foundation } from './ports.ts';
import type { Projector } from './projector.ts';

/** What a person does not want to be bothered by now, or at all. */
export interface Attention {
  /** Until then, or until the set looks otherwise (`fingerprintOf`); `null` ends it. */
  snooze(connectionId: ConnectionId, id: ChangeSetId, untilMs: number | null): Promise<Result<null>>;
  mute(connectionId: ConnectionId, id: ChangeSetId, isMuted: boolean): Promise<Result<null>>;
  /** Brings back what has slept long enough, and sets the alarm for the next. Call it at each start and at the alarm. */
  wake(): Promise<void>;
}

export const createAttention = (
  { cache, vault, clock }: Pick<Foundation, 'cache' | 'vault' | 'clock'>,
  projector: Pick<Projector, 'reproject'>,
  wakeAt: (epochMs: number) => void,
): Attention => {
  const wake = async (): Promise<void> => {
    const now = clock.nowMs();
    let next = Number.POSITIVE_INFINITY;
    for (const { id } of await vault.connections()) {
      const snoozed = (await vault.attention(id)).filter((row) => row.snoozedUntilMs !== null);
      const isDue = ({ snoozedUntilMs }: (typeof snoozed)[number]): boolean => (snoozedUntilMs ?? 0) <= now;
      await projector.reproject(
        id,
        snoozed.filter(isDue).map((row) => row.changeSetId),
      );
      next = Math.min(next, ...snoozed.filter((row) => !isDue(row)).map((row) => row.snoozedUntilMs ?? next));
    }
    if (next !== Number.POSITIVE_INFINITY) wakeAt(next);
  };

  const change = async (
    connectionId: ConnectionId,
    id: ChangeSetId,
    to: Parameters<typeof vault.changeAttention>[2],
  ): Promise<Result<null>> => {
    if ((await cache.changeSet(connectionId, id)) === null) return fail({ kind: 'notFound' });
    await vault.changeAttention(connectionId, id, to);
    await projector.reproject(connectionId, [id]);
    return ok(null);
  };

  return {
    async snooze(connectionId, id, untilMs) {
      // How the set looks is noted with its next row, which is made at once.
      const result = await change(connectionId, id, { snoozedUntilMs: untilMs, snoozedAs: null });
      await wake();
      return result;
    },
    mute: (connectionId, id, isMuted) => change(connectionId, id, { isMuted }),
    wake,
  };
};
