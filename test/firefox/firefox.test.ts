/** Sheaf in one Firefox, connected once: the parts go on from each other. */
import { afterAll, beforeAll } from 'vitest';
import { describeMainJob } from './main-job.ts';
import { describePageStatuses } from './page-statuses.ts';
import { type Person, sitDown } from './person.ts';
import { describeSidebar } from './sidebar.ts';

let ana: Person;

beforeAll(async () => {
  ana = await sitDown();
});

afterAll(() => ana.leave());

const seated = (): Person => ana;
describeMainJob(seated);
describePageStatuses(seated);
describeSidebar(seated);
