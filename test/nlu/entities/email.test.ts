import { it } from 'vitest';
it.todo('email');
