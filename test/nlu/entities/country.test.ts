import { it } from 'vitest';
it.todo('country');
