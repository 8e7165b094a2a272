import * as v from 'valibot';
import { parseJson, type JsonObject } from '../gateway/json-value.ts';
import { ServiceError } from '../gateway/service-error.ts';
import type { EventBuses } from './event-buses.ts';
import { compilePattern, patternOf } from './pattern.ts';
import { busNameOf } from './put-events.ts';
import type { Rule } from './rule.ts';
import { ruleTarget } from './rule-target.ts';

const busInput = v.object({ EventBusName: v.optional(v.string()) });
const ruleInput = v.object({ Name: v.string(), ...busInput.entries });

const putRuleInput = v.object({
  ...ruleInput.entries,
  EventPattern: v.optional(v.string()),
  ScheduleExpression: v.optional(v.string()),
  State: v.optional(v.picklist(['ENABLED', 'DISABLED']), 'ENABLED'),
  Description: v.optional(v.string()),
});

/** The operations on rules, for clients that look at the wiring or add to it. */
export const ruleOperations: Readonly<Record<string, (buses: EventBuses, input: JsonObject) => JsonObject>> =
  {
    PutRule: (buses, input) => {
      const { Name, EventBusName, EventPattern, ScheduleExpression, State, Description } = v.parse(
        putRuleInput,
        input,
      );
      if (EventPattern === undefined || ScheduleExpression !== undefined) {
        throw invalid('PutRule takes an EventPattern here; schedules come from the deployed template.');
      }
      const pattern = patternOf(EventPattern);
      const busName = busNameOf(EventBusName);
      const rule = buses.putRule({ name: Name, busName, pattern, state: State, description: Description });
      return { RuleArn: rule.arn };
    },
    PutTargets: (buses, input) => {
      const { Rule: Name, EventBusName, Targets } = v.parse(putTargetsInput, input);
      ruleNamed(buses, { Name, EventBusName }).putTargets(Targets);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    RemoveTargets: (buses, input) => {
      const { Rule: Name, EventBusName, Ids } = v.parse(removeTargetsInput, input);
      ruleNamed(buses, { Name, EventBusName }).removeTargets(Ids);
      return { FailedEntryCount: 0, FailedEntries: [] };
    },
    DeleteRule: (buses, input) => {
      const rule = ruleNamed(buses, v.parse(ruleInput, input));
      if (rule.targets.length > 0) throw invalid("Rule can't be deleted since it has targets.");
      buses.removeRule(rule);
      return {};
    },
    ListRules: (buses, input) => {
      const { NamePrefix = '', EventBusName } = v.parse(listRulesInput, input);
      const rules = buses.rules(busNameOf(EventBusName));
      return { Rules: rules.filter(({ settings }) => settings.name.startsWith(NamePrefix)).map(describe) };
    },
    DescribeRule: (buses, input) => describe(ruleNamed(buses, v.parse(ruleInput, input))),
    ListTargetsByRule: (buses, input) => {
      const { Rule: Name, EventBusName } = v.parse(targetsInput, input);
      const { targets } = ruleNamed(buses, { Name, EventBusName });
      return { Targets: parseJson(JSON.stringify(targets)) };
    },
    EnableRule: (buses, input) => {
      ruleNamed(buses, v.parse(ruleInput, input)).state = 'ENABLED';
      return {};
    },
    DisableRule: (buses, input) => {
      ruleNamed(buses, v.parse(ruleInput, input)).state = 'DISABLED';
      return {};
    },
    ListEventBuses: (buses) => ({
      EventBuses: buses.busNames().map((Name) => ({ Name, Arn: buses.busArn(Name) })),
    }),
    TestEventPattern: (_buses, input) => {
      const { EventPattern, Event } = v.parse(testInput, input);
      return { Result: compilePattern(patternOf(EventPattern))(parseJson(Event)) };
    },
  };

const targetsInput = v.object({ Rule: v.string(), ...busInput.entries });
const putTargetsInput = v.object({ ...targetsInput.entries, Targets: v.array(ruleTarget) });
const removeTargetsInput = v.object({ ...targetsInput.entries, Ids: v.array(v.string()) });
const listRulesInput = v.object({ NamePrefix: v.optional(v.string()), ...busInput.entries });
const testInput = v.object({ EventPattern: v.string(), Event: v.string() });

const invalid = (message: string): ServiceError => new ServiceError(400, 'ValidationException', message);

const ruleNamed = (buses: EventBuses, { Name, EventBusName }: v.InferOutput<typeof ruleInput>): Rule => {
  const rule = buses.rules(busNameOf(EventBusName)).find(({ settings }) => settings.name === Name);
  if (rule === undefined) {
    throw new ServiceError(400, 'ResourceNotFoundException', `Rule ${Name} does not exist on this EventBus.`);
  }
  return rule;
};

const describe = ({ arn, settings, state }: Rule): JsonObject => ({
  Name: settings.name,
  Arn: arn,
  EventBusName: settings.busName,
  State: state,
  ...(settings.description === undefined ? {} : { Description: settings.description }),
  ...(settings.pattern === undefined ? {} : { EventPattern: JSON.stringify(settings.pattern) }),
  ...(settings.scheduleExpression === undefined ? {} : { ScheduleExpression: settings.scheduleExpression }),
});
