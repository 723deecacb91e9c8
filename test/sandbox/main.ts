/** `npm run sandbox -- --port 8443`: the sandbox by itself. Prints one JSON line when it is ready. */
import { parseArgs } from 'node:util';
import { startServer } from './server.ts';
import { factsOf } from './start.ts';

const usage = `Usage: npm run sandbox -- [--port <0-65535>]

Starts the stand-in for Confluence Cloud, ApprovalFlow and Atlassian sign-in on 127.0.0.1.
--port   port to listen on; 0 (when left out) takes any free one
`;

const fail = (message: string): never => {
  process.stderr.write(`${message}\n\n${usage}`);
  process.exit(2);
};

const readPort = (args: readonly string[]): number => {
  try {
    const { values } = parseArgs({ args: [...args], options: { port: { type: 'string' }, help: { type: 'boolean', short: 'h' } } });
    if (values.help === true) {
      process.stdout.write(usage);
      process.exit(0);
    }
    const port = values.port ?? '0';
    if (!/^\d{1,5}$/.test(port) || Number(port) > 65_535) return fail(`--port: must be a whole number from 0 to 65535, not "${port}".`);
    return Number(port);
  } catch (error) {
    return fail(error instanceof Error ? error.message : String(error));
  }
};

const port = readPort(process.argv.slice(2));
try {
  const server = await startServer({ port });
  const stop = (): void => {
    void server.close().then(() => process.exit(0));
  };
  process.once('SIGTERM', stop);
  process.once('SIGINT', stop);
  process.stdout.write(`${JSON.stringify(factsOf(server))}\n`);
  // npm ends its shell when it is told to stop, and the shell tells nobody: without this the port stays taken.
  const parent = process.ppid;
  if (process.env['npm_lifecycle_event'] === 'sandbox') setInterval(() => process.ppid === parent || stop(), 500).unref();
} catch (error) {
  const reason = error instanceof Error ? error.message : String(error);
  process.stderr.write(`The sandbox could not start: ${reason}\n`);
  process.exit(1);
}
