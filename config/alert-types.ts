/**
 * The MediaLive channel alerts that speak of an input, by the exact wording of `alert_type`
 * (UG/monitor-activity-types-alerts-channels). Only these can be evidence against an input group; alerts of outputs, of
 * licences and of the pipeline itself are left out, because another input would not end them.
 */
export const inputAlertTypes = [
  'Initial Probe is Taking Longer Than Expected',
  'Input Removed the Active Program',
  'Audio Not Detected',
  'Audio PID Missing',
  'Video Not Detected',
  'Black Video Detected',
  'HTTP Get Failed',
  'Stopped Receiving UDP Input',
  'RTP Header Corruption',
  'RTMP Stream Not Found',
  'RTMP Has No Audio/Video',
  'RTMP Server Disconnected',
  'RTMP Input Connect Failed',
  'HLS Segments Could Not Be Decrypted',
  'Input Double-Publishing Detected',
  'Input PTS Behind PCR',
  'The MQCS score is low for this pipeline',
] as const;

/** An alert type by which an input can be judged. */
export type InputAlertType = (typeof inputAlertTypes)[number];

/** By the type of an input: the alerts with which MediaLive reports that nothing comes in (UG/monitor-activity-types-alerts-channels). */
export const lossAlerts: Readonly<Partial<Record<string, readonly InputAlertType[]>>> = {
  MEDIACONNECT: ['Stopped Receiving UDP Input'],
  RTP_PUSH: ['Stopped Receiving UDP Input'],
  UDP_PUSH: ['Stopped Receiving UDP Input'],
  INPUT_DEVICE: ['Stopped Receiving UDP Input'],
  RTMP_PUSH: ['RTMP Stream Not Found', 'RTMP Has No Audio/Video', 'RTMP Server Disconnected'],
  RTMP_PULL: ['RTMP Input Connect Failed'],
  URL_PULL: ['HTTP Get Failed'],
};

/** What the decoder misses when nothing comes in, whatever the type of the input: it tells later than the alerts of the type. */
export const decoderAlert: InputAlertType = 'Video Not Detected';

/** What MediaConnect's content quality analysis can raise of a stream (MC/monitoring-eventbridge-events-content-quality). */
export const contentQualityFlags = [
  'video_missing',
  'audio_missing',
  'black_frames_duration_breaching',
  'frozen_frames_duration_breaching',
  'silent_audio_duration_breaching',
] as const;
