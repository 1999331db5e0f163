import { it } from 'vitest';
it.todo('date');
