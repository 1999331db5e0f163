import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { diagnose, reportDiagnosis } from '../src/doctor.ts';

const now = Date.parse('2026-11-21T00:00:00Z');
const root = process.cwd();

describe('the doctor', () => {
  it('finds a fresh installation able to work, and says what is limited and how to lift it', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const findings = await diagnose({ root, environment: { DATA_DIR }, now });
    expect(findings.filter(({ state }) => state === 'broken')).toEqual([]);
    expect(findings.find(({ about }) => about === 'bot')).toMatchObject({ state: 'limited' });
    for (const { state, remedy } of findings) expect(remedy === null).toBe(state === 'fine');
    expect(reportDiagnosis(findings)).toContain('-> Set MicrosoftAppId');
  });

  it('names settings that cannot be used, and stops there', async () => {
    const findings = await diagnose({ root, environment: { PORT: 'x' }, now });
    expect(findings.find(({ about }) => about === 'settings')).toMatchObject({ state: 'broken' });
    expect(findings.some(({ about }) => about === 'database')).toBe(false);
  });

  it('names a database that is none, by the code of the runbook', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    writeFileSync(
      join(DATA_DIR, 'bot.sqlite'),
      'this is no database, and long enough to be sure of it. '.repeat(40),
    );
    const findings = await diagnose({ root, environment: { DATA_DIR }, now });
    expect(findings.find(({ about }) => about === 'database')).toMatchObject({ state: 'broken' });
    expect(reportDiagnosis(findings)).toContain('STORE_FAILED');
  });

  it('counts overdue reviews without calling them broken', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const later = Date.parse('2028-01-01T00:00:00Z');
    const findings = await diagnose({ root, environment: { DATA_DIR }, now: later });
    expect(findings.find(({ about }) => about === 'reviews')).toMatchObject({ state: 'limited' });
  });

  it('finds content that is not there', async () => {
    const DATA_DIR = mkdtempSync(join(tmpdir(), 'doctor-'));
    const findings = await diagnose({ root: DATA_DIR, environment: { DATA_DIR }, now });
    expect(findings.find(({ about }) => about === 'content')).toMatchObject({ state: 'broken' });
  });
});
