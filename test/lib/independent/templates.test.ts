/**
 * Goal: what AWS would refuse, or what would give no picture there, is found before anybody deploys it. The rules are those of
 * sources that are not ours; that each can find something is proved by planting faults.
 */
import { describe, expect, it } from '@jest/globals';
import { authorizationFindings } from './authorization.ts';
import { exampleDeployments } from './deployed-template.ts';
import { templateFindings } from './template-rules.ts';

describe('an example', () => {
  it.each([...exampleDeployments])('%s has nothing that AWS would refuse', async (_name, deployment) => {
    expect([...templateFindings(deployment), ...(await authorizationFindings(deployment))]).toEqual([]);
  });
});
