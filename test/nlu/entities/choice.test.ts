import { it } from 'vitest';
it.todo('choice');
