/**
 * The yardstick: what the Bot Framework costs by itself.
 *
 * `node echo-bot.ts <port> <file or ->`: a botbuilder bot on restify that echoes each message; with
 * a file it makes one 2 kB commit per turn at `synchronous=FULL`, without one it stores nothing.
 */
import { DatabaseSync } from 'node:sqlite';
import { ActivityHandler, CloudAdapter, ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import restify from 'restify';

const [port = '0', file = '-'] = process.argv.slice(2);
const commit = file === '-' ? () => undefined : createCommit(file);

const adapter = new CloudAdapter(new ConfigurationBotFrameworkAuthentication({}));
const bot = new ActivityHandler();
bot.onMessage(async (context, next) => {
  commit();
  await context.sendActivity(`You said: ${context.activity.text}`);
  await next();
});

const server = restify.createServer({ handleUncaughtExceptions: false });
server.use(restify.plugins.bodyParser());
server.post('/api/messages', async (request, response) => {
  // The SDK's request type knows no optional fields; restify's has them.
  await adapter.process(request as never, response, (context) => bot.run(context));
});
server.listen(Number(port), '127.0.0.1', () => {
  const address: unknown = server.address();
  const bound =
    typeof address === 'object' && address !== null && 'port' in address ? address.port : port;
  process.stdout.write(`listening ${String(bound)}\n`);
});

function createCommit(path: string): () => void {
  const database = new DatabaseSync(path);
  database.exec('PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; CREATE TABLE turns (body TEXT)');
  const insert = database.prepare('INSERT INTO turns (body) VALUES (?)');
  const body = 'x'.repeat(2048);
  return () => {
    insert.run(body);
  };
}
