/** The folder table of src/README.md, checked: who may import whom, and no cycles. */
const layers = {
  base: [],
  nlu: ['base'],
  guard: ['base'],
  knowledge: ['base'],
  escalation: ['base', 'knowledge', 'locale'],
  locale: ['base'],
  dialog: ['base', 'nlu', 'guard', 'knowledge', 'escalation', 'locale'],
  turn: ['base', 'nlu', 'guard', 'knowledge', 'escalation', 'locale', 'dialog'],
  observe: ['base'],
  storage: ['base', 'nlu', 'guard', 'knowledge', 'escalation', 'locale', 'dialog', 'turn'],
  content: ['base', 'nlu', 'guard', 'knowledge', 'escalation', 'locale', 'dialog', 'turn'],
  channels: ['base', 'nlu', 'guard', 'knowledge', 'escalation', 'locale', 'dialog', 'turn'],
  console: ['base', 'nlu', 'guard', 'knowledge', 'escalation', 'locale', 'dialog', 'turn'],
  http: ['base', 'observe', 'turn'],
  web: [],
  demo: [],
};
const core = ['nlu', 'guard', 'knowledge', 'dialog'];
const inside = (folders) => `^src/(${folders.join('|')})/`;

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment:
        'What imports each other cannot be read, tested or moved apart. Move the shared part down a layer.',
      severity: 'error',
      from: {},
      to: { circular: true },
    },
    ...Object.entries(layers).map(([folder, allowed]) => ({
      name: `layer-${folder}`,
      comment: `src/${folder} may import ${allowed.join(', ') || 'nothing'} of ours. See src/README.md.`,
      severity: 'error',
      from: { path: `^src/${folder}/` },
      to: { path: '^src/', pathNot: inside([folder, ...allowed]) },
    })),
    {
      name: 'core-is-pure',
      comment: 'The core takes values and gives values: no node: module, no framework.',
      severity: 'error',
      from: { path: inside(core) },
      to: { dependencyTypes: ['core'] },
    },
    {
      name: 'core-knows-no-framework',
      comment: 'Frameworks live at the edges.',
      severity: 'error',
      from: { path: inside(core) },
      to: { path: 'node_modules/(botbuilder|restify|@microsoft|kysely|pino|i18next|zod|yaml)' },
    },
    {
      name: 'bot-framework-in-one-folder',
      comment: 'The Bot Framework SDK is archived; moving on must be a change to one folder.',
      severity: 'error',
      from: { path: '^src/', pathNot: '^src/channels/botframework/' },
      to: { path: 'node_modules/(botbuilder|botframework-|@microsoft/teams-ai)' },
    },
    {
      name: 'channels-apart',
      comment: 'Channels do not know each other.',
      severity: 'error',
      from: { path: '^src/channels/([^/]+)/' },
      to: { path: '^src/channels/([^/]+)/', pathNot: '^src/channels/$1/' },
    },
    {
      name: 'no-orphans',
      comment: 'A file nobody imports is dead.',
      severity: 'error',
      from: {
        orphan: true,
        path: '^src/',
        pathNot: ['\\.d\\.ts$', '^src/main\\.ts$', '^src/web/'],
      },
      to: {},
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    includeOnly: ['^src', 'node_modules'],
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node'] },
  },
};
