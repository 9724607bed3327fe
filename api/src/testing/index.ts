export { aContext, createFakeWorld, type FakeWorld, IREENA, PAVEL } from './fake-world.ts';
export { calling, createScriptedModel, NO_USAGE, type ScriptedAnswer, type ScriptedModel, saying } from './scripted-model.ts';
export { connectPage, FAKE_ABILITIES, type Page, RecordingVoicebox, TableHost } from './table-host.ts';
export {
  type AnthropicReply,
  type AnthropicServer,
  type AnthropicStep,
  type RecordedRequest,
  startAnthropicServer,
} from './anthropic-server.ts';
export type { MessagesBody, ReplyBlock } from './anthropic/wire.ts';
export { type HttpAnswer, send } from './http-client.ts';
export { openSocket, refusedWith, sendRaw, TablePage } from './table-page.ts';
