import { describeCrash } from '../contract/crash.ts';
import { describeOutbox } from '../contract/outbox.ts';
import { describeTurnStore } from '../contract/turn-store.ts';
import { makeSqliteGround } from './sqlite-ground.ts';

describeTurnStore('SQLite', makeSqliteGround);
describeOutbox('SQLite', makeSqliteGround);
describeCrash('SQLite', makeSqliteGround);
