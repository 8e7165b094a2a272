import type { InputType } from '@aws-sdk/client-medialive';

/** What the twin makes of a type of input. */
export interface InputKind {
  /**
   * Where its packets come from: MediaConnect flows; a sender that pushes; a far end that MediaLive pulls from; a file, which
   * never runs dry; or a device or network of the site. All but flows and files get a port of the twin for each pipeline.
   */
  readonly way: 'flows' | 'push' | 'pull' | 'file' | 'device';
  /** Of the port's address, as DescribeInput shows it. */
  readonly scheme: string;
  /** The alert by which its loss shows (UG/monitor-activity-types-alerts-channels). */
  readonly lossAlert: string;
}

const noPackets = 'Stopped Receiving UDP Input';
/** Where the guide names no alert of the transport, the decoder's. */
const noPicture = 'Video Not Detected';

/** Every input type of the API (BM:medialive.InputType). */
export const inputKinds: Readonly<Record<InputType, InputKind>> = {
  AWS_CDI: { way: 'device', scheme: 'cdi', lossAlert: noPicture },
  INPUT_DEVICE: { way: 'device', scheme: 'link', lossAlert: noPackets },
  MEDIACONNECT: { way: 'flows', scheme: 'rtp', lossAlert: noPackets },
  MEDIACONNECT_ROUTER: { way: 'device', scheme: 'router', lossAlert: noPicture },
  MP4_FILE: { way: 'file', scheme: 'file', lossAlert: noPicture },
  MULTICAST: { way: 'device', scheme: 'multicast', lossAlert: noPicture },
  RTMP_PULL: { way: 'pull', scheme: 'rtmp', lossAlert: 'RTMP Input Connect Failed' },
  RTMP_PUSH: { way: 'push', scheme: 'rtmp', lossAlert: 'RTMP Has No Audio/Video' },
  RTP_PUSH: { way: 'push', scheme: 'rtp', lossAlert: noPackets },
  SDI: { way: 'device', scheme: 'sdi', lossAlert: noPicture },
  SMPTE_2110_RECEIVER_GROUP: { way: 'device', scheme: 'st2110', lossAlert: noPicture },
  SRT_CALLER: { way: 'pull', scheme: 'srt', lossAlert: noPicture },
  SRT_LISTENER: { way: 'push', scheme: 'srt', lossAlert: noPicture },
  TS_FILE: { way: 'file', scheme: 'file', lossAlert: noPicture },
  UDP_PUSH: { way: 'push', scheme: 'udp', lossAlert: noPackets },
  URL_PULL: { way: 'pull', scheme: 'http', lossAlert: 'HTTP Get Failed' },
};

export const inputTypes = Object.keys(inputKinds) as readonly InputType[];

/** Whether it is one of the two push inputs of a channel: all are but those that MediaLive pulls from (UG/inputs-push-pull). */
export function isPush(type: InputType): boolean {
  return !['pull', 'file'].includes(inputKinds[type].way);
}
