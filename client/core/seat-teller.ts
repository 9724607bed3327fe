import type { Microphone as SeatMicrophone } from '@skald/protocol';

/** What the table should know of this seat. */
export interface SeatNews {
  readonly microphone: SeatMicrophone;
  readonly consent: boolean;
  readonly hasRecogniser: boolean;
}

/** Tells the api what has changed of the seat, one message at a time, the newest wins; all of it again after each connection. */
export class SeatTeller {
  readonly #send: (news: Partial<SeatNews>) => Promise<unknown>;
  #wanted: SeatNews | undefined;
  #told: Partial<SeatNews> = {};
  #isTelling = false;
  #isAskedAgain = false;

  constructor(send: (news: Partial<SeatNews>) => Promise<unknown>) {
    this.#send = send;
  }

  tell(news: SeatNews): void {
    this.#wanted = news;
    this.#isAskedAgain = true;
    void this.#run();
  }

  /** The connection is new: the api may have forgotten. */
  repeat(): void {
    this.#told = {};
    this.#isAskedAgain = true;
    void this.#run();
  }

  async #run(): Promise<void> {
    if (this.#isTelling) return;
    this.#isTelling = true;
    do {
      this.#isAskedAgain = false;
      await this.#tellAll();
    } while (this.#isAskedAgain);
    this.#isTelling = false;
  }

  async #tellAll(): Promise<void> {
    try {
      for (let news = this.#news(); news; news = this.#news()) {
        this.#told = { ...this.#told, ...news };
        await this.#send(news);
      }
    } catch {
      // No connection: `repeat` comes with the next one, or has come meanwhile.
      this.#told = {};
    }
  }

  #news(): Partial<SeatNews> | null {
    const wanted = this.#wanted;
    if (!wanted) return null;
    const changed = (Object.keys(wanted) as (keyof SeatNews)[]).filter((key) => wanted[key] !== this.#told[key]);
    return changed.length === 0 ? null : Object.fromEntries(changed.map((key) => [key, wanted[key]]));
  }
}
