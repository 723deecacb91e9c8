/** `npm run corpus`: the labelled edits, what Sheaf says of them, and where it is wrong. */
import { causeTable, editPairs, judge } from './corpus.ts';

const verdict = await judge(editPairs());
const { judged, missed, falseAlarms, tooMild } = verdict;

console.log(`${judged.length} edits, ${judged.filter(({ pair }) => pair.label === 'different').length} of them seen by a reader\n`);
console.log(`missed changes   ${missed.length}`);
console.log(`false alarms     ${falseAlarms.length}`);
console.log(`classes too mild ${tooMild.length}\n`);
for (const { id, what } of missed) console.log(`missed: ${id} (${what})`);
for (const { id, what } of falseAlarms) console.log(`false alarm: ${id} (${what})`);
for (const { pair, cause } of tooMild) console.log(`too mild: ${pair.id} (${pair.what}): ${cause} instead of ${pair.cause}`);
for (const { pair, cause } of judged)
  if (cause !== pair.cause && !tooMild.some((one) => one.pair === pair))
    console.log(`stricter: ${pair.id} (${pair.what}): ${cause} instead of ${pair.cause}`);
console.log('\nClass of the change: rows as labelled, columns as given\n');
console.log(causeTable(verdict));
if (missed.length + falseAlarms.length + tooMild.length > 0) process.exitCode = 1;
