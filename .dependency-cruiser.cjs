/** Who may import whom: docs/architecture.md. ESLint says the same beside the line; this checks the whole graph. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(bin|chaos|cli|config|core|drill|fuzz|lambdas|lib|replay|simulation|supply-chain|twin|bench|test)/',
    pathNot: to,
  },
});

module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true } },
    {
      name: 'core-is-pure',
      comment: 'The decisions have no dependency at all.',
      severity: 'error',
      from: { path: '^core/' },
      to: { pathNot: '^core/' },
    },
    only('config', '^config/', '^config/', 'The configuration is read by everyone and knows no one.'),
    only(
      'lambdas-shared',
      '^lambdas/shared/',
      '^((core|lambdas/shared)/|config/(arn|plain-text)\\.ts$)',
      'Use cases, ports and adapters stand on the core, and read an ARN and a text as the configuration does.',
    ),
    only(
      'lambdas-are-apart',
      '^lambdas/(?!shared/)([^/]+)/',
      '^(core|config|lambdas/shared|lambdas/$1)/',
      'A function wires what is shared; it does not import another function.',
    ),
    only(
      'config-only-in-configure',
      '^lambdas/(?!configure/)',
      '^((core|lambdas)/|config/(arn|plain-text)\\.ts$)',
      'Only the configure function knows the deployment configuration. The grammar of an ARN or a text is no part of it: what the file may say and what the functions can read has to be the same.',
    ),
    only(
      'lib',
      '^lib/',
      '^(lib|config|lambdas/[^/]+/environment\\.ts$|lambdas/shared/environment/)',
      'Infrastructure knows the configuration and the environments of the functions.',
    ),
    only('twin', '^twin/', '^twin/', "The twin knows AWS's wire, not our code."),
    only(
      'drill',
      '^drill/',
      '^(drill|twin|config)/',
      'The drill uses the twin, the synthesized template and the public commands.',
    ),
    only(
      'chaos',
      '^chaos/',
      '^((chaos|drill|twin)/|simulation/checks/brownout-rule\\.ts$)',
      'Faults are done to the twin and judged from outside, as a drill is; a brownout by the rule of the simulation.',
    ),
    only(
      'simulation',
      '^simulation/',
      '^(simulation|core|config|lambdas)/',
      'The simulation runs the real decisions, with policies as they are configured, on ports in memory.',
    ),
    only(
      'fuzz',
      '^fuzz/',
      '^((fuzz|simulation/ports|core|config|lambdas)/|drill/usage\\.ts$)',
      'What nobody in good faith would send meets the real functions, on ports in memory.',
    ),
    only(
      'replay',
      '^replay/',
      '^(replay|simulation/ports|core|config|lambdas)/',
      'A replay runs the real decisions on a recorded trace.',
    ),
    only(
      'supply-chain',
      '^supply-chain/',
      '^(supply-chain/|lib/handler-bundles\\.ts$)',
      'What is in the bundles is told from how they are made.',
    ),
    only(
      'cli',
      '^cli/',
      '^((cli|config|drill|replay|twin|core|lambdas/(operator|shared))/|lambdas/reconciler/(pace|flow-quota)\\.ts$)',
      'Commands. What a minute of the control plane costs follows from the pace at which it looks.',
    ),
    {
      name: 'tests-stay-outside',
      severity: 'error',
      from: { pathNot: '^(test|bench)/' },
      to: { path: '^(test|bench)/' },
    },
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    tsPreCompilationDeps: true,
    tsConfig: { fileName: 'tsconfig.json' },
    enhancedResolveOptions: {
      exportsFields: ['exports'],
      conditionNames: ['import', 'require', 'node', 'default', 'types'],
    },
  },
};
