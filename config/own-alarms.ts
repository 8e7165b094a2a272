/**
 * Up to so many channels each has alarms of its own (0.10 USD each a month), which name it, and ring again for the second
 * channel while the first is still lost. Beyond, one for all keeps the template and the bill small.
 */
export const ownAlarmsMax = 25;
