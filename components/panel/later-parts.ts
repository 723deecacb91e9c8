/** Parts that few ask for, each in a module of its own. Every one rejects when an update took its module away. */

export const loadDetail = async () => (await import('./ChangeSetDetail.tsx')).ChangeSetDetail;
export const loadVerdictDetails = async () => (await import('./VerdictDetails.tsx')).VerdictDetails;
export const loadThread = async () => (await import('./ApprovalThread.tsx')).ApprovalThread;
export const loadPageCheck = async () => (await import('./PageCheck.tsx')).PageCheck;
export const loadEditFields = async () => (await import('./EditFields.tsx')).EditFields;
