/** The laws of the tree as rules. @see CONTRIBUTING.md */
const DOMAINS =
  '(contest|courtyard|directory|flower|fund|groupbuy|member|notice|report|roster|sale|tick|push)';

module.exports = {
  forbidden: [
    {
      name: 'no-cycles',
      comment: 'A cycle hides which file stands on which.',
      severity: 'error',
      from: {},
      to: { circular: true, viaOnly: { dependencyTypesNot: ['type-only'] } },
    },
    {
      name: 'contract-is-a-leaf',
      comment: 'Phone and cloud agree in the contract, so it may know neither.',
      severity: 'error',
      from: { path: '^miniprogram/contract/' },
      to: { pathNot: '^miniprogram/contract/' },
    },
    {
      name: 'phone-never-sees-the-server',
      severity: 'error',
      from: { path: '^miniprogram/' },
      to: { path: '^(cloudfunctions|local|scripts|bench|test)/|^(node:|wx-server-sdk|@cloudbase)' },
    },
    {
      name: 'functions-see-only-the-contract',
      severity: 'error',
      from: { path: '^cloudfunctions/' },
      to: { path: '^miniprogram/(?!contract/)' },
    },
    {
      name: 'nothing-shipped-imports-the-local-cloud',
      severity: 'error',
      from: { path: '^(miniprogram|cloudfunctions)/' },
      to: { path: '^(local|scripts|bench|test)/' },
    },
    {
      name: 'domains-meet-in-public',
      severity: 'error',
      from: { path: `^cloudfunctions/${DOMAINS}/` },
      to: {
        path: `^cloudfunctions/${DOMAINS}/`,
        pathNot: ['^cloudfunctions/$1/', `^cloudfunctions/${DOMAINS}/public\\.ts$`],
      },
    },
    {
      name: 'kernel-knows-no-domain',
      severity: 'error',
      from: { path: '^cloudfunctions/kernel/' },
      to: { path: `^cloudfunctions/${DOMAINS}/` },
    },
    {
      name: 'only-cloud-touches-the-sdk',
      severity: 'error',
      from: { path: '^cloudfunctions/', pathNot: '^cloudfunctions/kernel/cloud\\.ts$' },
      to: { path: '(^|/)(wx-server-sdk|@cloudbase)(/|$)' },
    },
    {
      name: 'domain-files-are-pure',
      comment: 'A decision takes everything it needs as an argument, the instant included.',
      severity: 'error',
      from: { path: `^cloudfunctions/${DOMAINS}/\\1\\.ts$` },
      to: { path: '^cloudfunctions/kernel/(cloud|cloud-database|serve|log|rate)\\.ts$|^node:' },
    },
    {
      name: 'pages-do-not-import-pages',
      severity: 'error',
      from: { path: '^miniprogram/(pages|packages/[^/]+)/([^/]+)/' },
      to: {
        path: '^miniprogram/(pages|packages/[^/]+)/[^/]+/[^/]+\\.ts$',
        pathNot: ['^miniprogram/$1/$2/', '^miniprogram/packages/[^/]+/(services|behaviors)/'],
      },
    },
    {
      name: 'subpackages-keep-apart',
      severity: 'error',
      from: { path: '^miniprogram/packages/([^/]+)/' },
      to: { path: '^miniprogram/packages/', pathNot: '^miniprogram/packages/$1/' },
    },
    {
      name: 'main-package-stands-alone',
      severity: 'error',
      from: { path: '^miniprogram/(?!packages/)' },
      to: { path: '^miniprogram/packages/' },
    },
    {
      name: 'nothing-unresolved',
      severity: 'error',
      from: { path: '^(miniprogram|cloudfunctions|scripts|bench)/' },
      to: { couldNotResolve: true },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '(^|/)(dist|miniprogram_npm)/' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.base.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default'],
    },
  },
};
