import { readFileSync, writeFileSync, mkdirSync } from 'node:fs';
import { it } from 'vitest';
import { stringify } from 'yaml';
import { readPatched, baseDay } from '../support/content-fixture.ts';
import { rules } from '../../src/content/rules.ts';
it('generates', () => {
  const all = JSON.parse(readFileSync('/tmp/fx/cases.json', 'utf8'));
  let log = '';
  for (const [rule, cases] of Object.entries(all) as any) {
    for (const c of cases) {
      let found: any[] = [];
      try {
      const r = readPatched(c.change, c.now ? Date.parse(c.now) : baseDay);
      found = (r.ok ? r.warnings : r.mistakes) as any[];
      } catch (e) { log += `THROWS ${rule} ${c.case} ${e}\n`; }
      c.bites = found.map((m) => `${m.file}:${m.line}`);
      const rulesHit = new Set(found.map((m) => m.rule));
      const good = rulesHit.size === 1 && rulesHit.has(rule) && (!c.remedy || found.some((m) => m.remedy.includes(c.remedy) || m.message.includes(c.remedy)));
      log += `${good ? 'ok  ' : 'BAD '} ${rule} | ${c.case}\n` + found.map((m) => `      ${m.file}:${m.line} ${m.rule} | ${m.message} | ${m.remedy}\n`).join('');
      if (c.now === null) delete c.now; if (c.remedy === null) delete c.remedy;
    }
    mkdirSync(`test/fixtures/content/${rule}`, { recursive: true });
    writeFileSync(`test/fixtures/content/${rule}/cases.yaml`, stringify(cases.map(({case: name, change, now, bites, remedy}: any) => ({ case: name, change, ...(now ? { now } : {}), bites, ...(remedy ? { remedy } : {}) })), { lineWidth: 100 }));
  }
  for (const r of Object.keys(rules)) if (!(r in all)) log += `MISSING ${r}\n`;
  for (const r of Object.keys(all)) if (!(r in rules)) log += `EXTRA ${r}\n`;
  writeFileSync('/tmp/fx/log.txt', log);
});
