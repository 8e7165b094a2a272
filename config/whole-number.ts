import * as v from 'valibot';

/** A whole number within bounds, both allowed; `because` says why they are where they are, when they are overstepped. */
export function wholeNumber(min: number, max: number, because?: string) {
  const reason = because === undefined ? '' : ` ${because}`;
  return v.pipe(
    v.number(),
    v.integer(`Allowed: whole numbers from ${min} to ${max}.${reason}`),
    v.minValue(min, `Allowed: ${min} to ${max}.${reason}`),
    v.maxValue(max, `Allowed: ${min} to ${max}.${reason}`),
    v.metadata({ allowed: `${min} to ${max}` }),
  );
}
