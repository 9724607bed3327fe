import type { AskMedia, MediaSession, Offer } from '../media-session.ts';
import type { SessionEvents } from '../media-link.ts';

/** A session without WebRTC: it notes what the link asks of it. Whether it starts and resumes is the test's to say. */
export class FakeMediaSession {
  readonly calls: string[] = [];
  readonly ask: AskMedia;
  readonly events: SessionEvents;
  startError: Error | null = null;

  constructor(ask: AskMedia, events: SessionEvents) {
    this.ask = ask;
    this.events = events;
  }

  async start(readTrack: () => MediaStreamTrack | null): Promise<void> {
    this.calls.push(`start ${readTrack()?.id ?? 'silent'}`);
    if (this.startError) throw this.startError;
  }

  async publish(track: MediaStreamTrack | null): Promise<void> {
    this.calls.push(`publish ${track?.id ?? 'silent'}`);
  }

  async resume(): Promise<void> {
    this.calls.push('resume');
  }

  async consume({ consumerId }: Offer): Promise<void> {
    this.calls.push(`consume ${consumerId}`);
  }

  dropConsumer(consumerId: string): void {
    this.calls.push(`drop ${consumerId}`);
  }

  close(): void {
    this.calls.push('close');
  }

  /** As the link sees it: it uses only the public methods above. */
  asSession(): MediaSession {
    return this as unknown as MediaSession;
  }
}
