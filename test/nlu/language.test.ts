import { it } from 'vitest';
it.todo('language');
