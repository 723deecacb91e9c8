import type { Accepted, RequestHandlers } from '../../../lib/bus/index.ts';
import { type OperationId, ok, type Result } from '../../../lib/domain/index.ts';

/** The requests whose names begin so. */
export type Handlers<Prefix extends string> = {
  readonly [Name in Extract<keyof RequestHandlers, `${Prefix}.${string}`>]: RequestHandlers[Name];
};

export const accepted = (result: Result<OperationId>): Result<Accepted> => (result.ok ? ok({ operationId: result.value }) : result);

export const done = async (work: Promise<unknown>): Promise<Result<null>> => {
  await work;
  return ok(null);
};
