import type { Problem } from '../problem.ts';
import type { ConfidenceOutput, ContributionConfiguration } from './flow.ts';

type Path = Problem['path'];

/** A flow has 50 outputs at most, of which MediaLive makes one for itself (MC21/quotas, UG22/emx-upstream). */
const outputsMax = 49;

/** With more than ten outputs MediaConnect turns thumbnails and content quality analysis off (MC/quotas). */
const watchedOutputsMax = 9;

/** What the outputs of a flow for confidence monitoring may and must have. */
export function confidenceProblems(
  outputs: readonly ConfidenceOutput[],
  { thumbnails, contentQuality }: ContributionConfiguration['monitoring'],
  path: Path,
): readonly Problem[] {
  const isWatched = thumbnails || contentQuality;
  return [
    ...(isWatched && outputs.length > watchedOutputsMax && outputs.length <= outputsMax
      ? [
          {
            path,
            text: `${outputs.length} outputs: with more than 10, MediaLive's own among them, "content quality analysis is automatically disabled", and thumbnails likewise (MC/quotas). Give ${watchedOutputsMax} at most, or set monitoring.thumbnails and monitoring.contentQuality to false.`,
          },
        ]
      : []),
    ...outputs.flatMap((output, index) => [
      ...settingProblems(output, [...path, index]),
      ...sharedProblems(output, outputs.slice(0, index), [...path, index]),
    ]),
    ...(outputs.length > outputsMax
      ? [
          {
            path,
            text: `${outputs.length} outputs: "50 outputs per flow" (MC21/quotas), and MediaLive makes one for itself. Give ${outputsMax} at most.`,
          },
        ]
      : []),
  ];
}

function settingProblems(
  { protocol, destination, allow, port, streamId }: ConfidenceOutput,
  path: Path,
): readonly Problem[] {
  const listens = protocol === 'srt-listener';
  const found: readonly (readonly [wrong: boolean, text: string])[] = [
    [
      listens && allow === undefined,
      'an SRT listener needs to know who may connect: give allow: [203.0.113.10/32].',
    ],
    [
      listens && destination !== undefined,
      'an SRT listener is connected to and sends to nobody: leave destination out, or choose protocol: srt-caller.',
    ],
    [
      listens && (port < 1024 || port === 2077 || port === 2088),
      `${port}: an SRT listener takes "ports 1024 to 65535, except the reserved 2077 and 2088". Choose another.`,
    ],
    [!listens && destination === undefined, `${protocol} sends: give the destination, like 203.0.113.10.`],
    [!listens && allow !== undefined, `${protocol} sends, so nobody connects to it: leave allow out.`],
    [
      streamId !== undefined && protocol !== 'zixi-push' && protocol !== 'srt-caller',
      `streamId is a setting of Zixi push and SRT caller, not of ${protocol}: leave it out.`,
    ],
  ];
  return found.filter(([wrong]) => wrong).map(([, text]) => ({ path, text }));
}

function sharedProblems(
  output: ConfidenceOutput,
  before: readonly ConfidenceOutput[],
  path: Path,
): readonly Problem[] {
  const listens = ({ protocol }: ConfidenceOutput) => protocol === 'srt-listener';
  return [
    ...(before.some(({ name }) => name === output.name)
      ? [{ path, text: `"${output.name}" is given twice. Give each output of a flow a name of its own.` }]
      : []),
    ...(listens(output) && before.some((other) => listens(other) && other.port === output.port)
      ? [{ path, text: `two outputs listen on port ${output.port}. Give each a port of its own.` }]
      : []),
  ];
}
