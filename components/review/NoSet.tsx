import { EmptyState } from '../ui/index.ts';
import { Spoken } from './Spoken.tsx';

/** For an address that nobody made here. */
export const NoSet = () => (
  <main>
    <h1>
      <Spoken>Review</Spoken>
    </h1>
    <EmptyState icon="question" title="This address names no change set">
      Open a set in the panel or on the dashboard, and choose <em>Show all changes</em> there.
    </EmptyState>
  </main>
);
