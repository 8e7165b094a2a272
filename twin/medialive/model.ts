import * as sdk from '@aws-sdk/client-medialive';
import { readServiceModel } from '../rest-json/service-model.ts';

/** MediaLive as its official client describes it: 123 operations with their shapes, enumerations and errors. */
export const mediaLiveModel = readServiceModel(sdk, '@aws-sdk/client-medialive');
