import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { loadConfiguration } from '../../config/load-configuration.ts';
import { buildDeployment } from '../../lib/deployment.ts';
import { addPolicyChecks } from '../../lib/policy-checks.ts';
import { testApp } from './synthesize.ts';

const examples = join(import.meta.dirname, '..', '..', 'examples');

describe('the deployment of an example', () => {
  it('passes with metrics of the flows as well', () => {
    const app = testApp({ rules: true });
    addPolicyChecks(app);
    const configuration = loadConfiguration(join(examples, 'control-plane.yaml'));
    buildDeployment(app, { ...configuration, standbyMetrics: true });
    expect(() => app.synth()).not.toThrow();
  });

  it('passes as small as it can be had: without a dashboard, with a key that exists', () => {
    const app = testApp({ rules: true });
    addPolicyChecks(app);
    const configuration = loadConfiguration(join(examples, 'control-plane.yaml'));
    buildDeployment(app, {
      ...configuration,
      controlPlane: { ...configuration.controlPlane, dashboard: false },
      notifications: { ...configuration.notifications, keyArn: 'arn:aws:kms:eu-west-1:000000000000:key/1' },
    });
    expect(() => app.synth()).not.toThrow();
  });

  it.each(readdirSync(examples).filter((name) => name.endsWith('.yaml')))(
    '%s passes cdk-nag and the rules of CDK itself, or says why not',
    (name) => {
      const app = testApp({ rules: true });
      addPolicyChecks(app);
      buildDeployment(app, loadConfiguration(join(examples, name)));
      // An unacknowledged finding makes synth throw.
      expect(() => app.synth()).not.toThrow();
    },
  );
});
