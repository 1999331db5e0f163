import { it } from 'vitest';
it.todo('network');
