/** The audit trail: only grows, and nobody outside can write in it. */
import type { Actor, AuditEntry, Clock } from '../model.ts';
import { auditText } from './words.ts';

export interface AuditTrail {
  /** `text` goes on after the person's name: `submitted “Runbook”`. */
  write(actor: Actor, entry: { action: string; text: string; changeSetId?: string | null; pageId?: string | null }): void;
  entries(): readonly AuditEntry[];
}

export function createAuditTrail(clock: Clock): AuditTrail {
  const entries: AuditEntry[] = [];
  return {
    write: (actor, { action, text, changeSetId = null, pageId = null }) => {
      entries.push({
        at: clock.now(),
        action,
        user: actor.person.key,
        via: actor.via,
        clientId: actor.clientId,
        changeSetId,
        pageId,
        text: auditText(actor, text),
      });
    },
    entries: () => entries,
  };
}
