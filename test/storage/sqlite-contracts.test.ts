import { describeCrash } from '../contract/crash.ts';
import { describeHandles } from '../contract/handles.ts';
import { describeLessons } from '../contract/lessons.ts';
import { describeLog } from '../contract/log.ts';
import { describeMailQueue } from '../contract/mail-queue.ts';
import { describeOutbox } from '../contract/outbox.ts';
import { describeTickets } from '../contract/tickets.ts';
import { describeTurnStore } from '../contract/turn-store.ts';
import { makeSqliteGround } from './sqlite-ground.ts';

describeTurnStore('SQLite', makeSqliteGround);
describeOutbox('SQLite', makeSqliteGround);
describeTickets('SQLite', makeSqliteGround);
describeLessons('SQLite', makeSqliteGround);
describeLog('SQLite', makeSqliteGround);
describeHandles('SQLite', makeSqliteGround);
describeMailQueue('SQLite', makeSqliteGround);
describeCrash('SQLite', makeSqliteGround);
