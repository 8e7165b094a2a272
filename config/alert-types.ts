/**
 * The MediaLive channel alerts that speak of an input, by the exact wording of `alert_type`
 * (UG/monitor-activity-types-alerts-channels). Only these can be evidence against a site; alerts of outputs, of
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

/** What MediaConnect's content quality analysis can raise of a stream (MC/monitoring-eventbridge-events-content-quality). */
export const contentQualityFlags = [
  'video_missing',
  'audio_missing',
  'black_frames_duration_breaching',
  'frozen_frames_duration_breaching',
  'silent_audio_duration_breaching',
] as const;
