/** Who may import whom: docs/architecture.md. ESLint says the same beside the line; this checks the whole graph. */
const only = (name, from, to, comment) => ({
  name,
  comment,
  severity: 'error',
  from: { path: from },
  to: {
    path: '^(aws|bench|bin|cli|config|control|core|fuzz|lambdas|lib|model|rehearsal|replay|simulation|supply-chain|test|twin)/',
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
    only(
      'config',
      '^config/',
      '^(config/|core/model/group\\.ts$)',
      'The configuration is read by everyone and knows no one; what a policy is, and its defaults, the decisions say.',
    ),
    only(
      'control',
      '^control/',
      '^((core|control)/|config/(arn|former-name|known-error|plain-text|record|suggestion)\\.ts$)',
      'The application stands on the core. It reads an ARN, a text and a key of former times as the configuration does, and has its kind of known failure.',
    ),
    only(
      'aws',
      '^aws/',
      '^((core|control|aws)/|config/(arn|former-name|plain-text|record)\\.ts$)',
      'The adapters stand behind the ports of the application.',
    ),
    only(
      'lambdas',
      '^lambdas/([^/]+)/',
      '^((core|control|aws|lambdas/$1)/|config/(arn|former-name|plain-text|record)\\.ts$)',
      'A function wires the application to its adapters; it does not import another function.',
    ),
    only(
      'lib',
      '^lib/',
      '^((lib|config|aws/environment)/|lambdas/[^/]+/contract\\.ts$|control/events/(sender|media-(live|connect)/read-event)\\.ts$)',
      'Infrastructure knows the configuration, the contracts of the functions, and which events they read.',
    ),
    only('twin', '^twin/', '^twin/', "The twin knows AWS's wire, not our code."),
    only(
      'rehearsal',
      '^rehearsal/(?!(faults|load)/)',
      '^(rehearsal/(?!(faults|load)/)|(twin|config)/)',
      'A drill uses the twin, the synthesized template and the public commands.',
    ),
    only(
      'load',
      '^rehearsal/load/',
      '^(rehearsal/(?!faults/)|(twin|config)/)',
      'Many channels are played on the twin and looked at from outside, as a drill is.',
    ),
    only(
      'faults',
      '^rehearsal/faults/',
      '^((rehearsal|twin)/|simulation/checks/brownout-rule\\.ts$)',
      'Faults are done to the twin and judged from outside, as a drill is; a brownout by the rule of the simulation.',
    ),
    only('model', '^model/', '^(model|core|control)/', 'AWS in memory, behind the ports of the application.'),
    only(
      'simulation',
      '^simulation/',
      '^(simulation|model|core|config|control|aws)/',
      'The simulation runs the real decisions, with policies as they are configured, on the model.',
    ),
    only(
      'fuzz',
      '^fuzz/',
      '^((fuzz|model|core|config|control|aws)/|rehearsal/usage\\.ts$)',
      'What nobody in good faith would send meets the real functions, on the model.',
    ),
    only(
      'replay',
      '^replay/',
      '^(replay|model|core|config|control)/',
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
      '^((cli|config|control/operator|core|rehearsal|replay|twin)/|control/(custom-resources/loopback|ports/observation-queue|reconcile/(pace|flow-quota))\\.ts$)',
      'Commands. They speak the protocol of the operator function; what a minute costs follows from the pace of the looks.',
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
