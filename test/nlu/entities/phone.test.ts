import { it } from 'vitest';
it.todo('phone');
