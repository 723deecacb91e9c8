/** JSON answers as the sandbox's tests read them: every field that some answer has, unchecked until a test expects it. */

interface PageJson {
  pageId: string | number;
  currentPageVersion?: number | string | null;
  approvedAtVersion?: number | string | null;
  status?: string;
  isStale?: boolean;
  submittedAt?: string;
}

interface SetJson {
  id: string;
  spaceId: string | number;
  title: string;
  status: string;
  rollupState: string;
  pageRefs: PageJson[];
}

export interface AnswerJson {
  success: boolean;
  error: string;
  changeSets: SetJson[];
  changeSet: SetJson;
  changeSetId: string;
  id: string;
  detail: SetJson;
  result: unknown;
  results: unknown;
  reason?: string;
  scope: string;
  access_token: string;
  refresh_token: string;
  body: { storage: { value: string } };
}

/** The body of an answer, whatever its content type says. */
export const jsonOf = async (answer: Response | Promise<Response>): Promise<AnswerJson> => {
  const body: unknown = JSON.parse(await (await answer).text());
  return body as AnswerJson;
};
