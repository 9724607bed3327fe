export { createSfu, type Sfu, type SfuOptions } from '../build-sfu.ts';
export { startTestSfu, type TestSfu } from './start-test-sfu.ts';
export { mintMediaToken, type MintOptions } from './mint-media-token.ts';
export {
  MediaClient,
  RefusedError,
  connect,
  connectControl,
  connectMedia,
  dmClaims,
  newInstance,
  newSeatId,
  newTableId,
  playerClaims,
  type ConnectMediaOptions,
} from './media-client.ts';
export { PlainRtpEnd, opusParameters, opusCapabilities, sendsLevels } from './plain-rtp-end.ts';
export { seatDm, type DmAtTable } from './dm-at-table.ts';
