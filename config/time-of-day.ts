import * as v from 'valibot';

/** Part of a day in UTC, in minutes since midnight; over midnight when it begins later than it ends. */
export interface HoursOfDay {
  readonly fromMinute: number;
  readonly toMinute: number;
}

const time = String.raw`\s*([01]\d|2[0-3]):([0-5]\d)\s*`;
const timeOfDay = new RegExp(`^${time}$`);

/** `"02:00-04:00"`, in UTC, so that a change to summer time moves nothing. */
export const hoursOfDay = v.pipe(
  v.string(),
  v.metadata({ pattern: `^${time}-${time}$` }),
  v.rawTransform<string, HoursOfDay>(({ dataset, addIssue, NEVER }) => {
    const [from, to, ...more] = dataset.value.split('-').map(minuteOfDay);
    if (from == null || to == null || more.length > 0 || from === to) {
      addIssue({
        message: `${JSON.stringify(dataset.value)} is not a part of the day. Give two different times in UTC, like "02:00-04:00" or, over midnight, "23:00-01:30".`,
      });
      return NEVER;
    }
    return { fromMinute: from, toMinute: to };
  }),
  v.metadata({ allowed: 'two times in UTC' }),
);

function minuteOfDay(text: string): number | null {
  const [, hours, minutes] = timeOfDay.exec(text) ?? [];
  return hours === undefined || minutes === undefined ? null : Number(hours) * 60 + Number(minutes);
}
