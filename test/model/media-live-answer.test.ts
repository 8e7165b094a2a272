import { MediaLiveServiceException } from '@aws-sdk/client-medialive';
import { describe, expect, it } from '@jest/globals';
import { scheduleAnswer } from '../../aws/adapters/media-live-answer.ts';

describe('a refusal for lack of a permission', () => {
  it('names the permission, and no role: people read it in the history and in messages', async () => {
    const error = new MediaLiveServiceException({
      name: 'AccessDeniedException',
      message:
        'User: arn:aws:sts::111122223333:assumed-role/ControllerRole/controller is not authorized to perform: medialive:BatchUpdateSchedule',
      $fault: 'client',
      $metadata: { httpStatusCode: 403 },
    });
    expect(await scheduleAnswer(Promise.reject(error))).toEqual({
      type: 'rejected',
      message:
        'AccessDeniedException: User: the role of this function is not authorized to perform: medialive:BatchUpdateSchedule',
    });
  });
});
