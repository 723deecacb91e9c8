// Preloaded (`node --import`) before the repository's TypeScript programs. Plain JavaScript, so that an old Node can read it:
// npm scripts find the packaged Node (optionalDependencies) first, but not every platform has one.
const [major, minor] = process.versions.node.split('.').map(Number);
if (major < 22 || (major === 22 && minor < 18)) {
  console.error(
    `Sheaf's tools need Node 22.18 or newer. This is ${process.version} and npm has no Node package for ${process.platform}-${process.arch}: install Node 24 from https://nodejs.org and run the command again.`,
  );
  process.exit(1);
}
