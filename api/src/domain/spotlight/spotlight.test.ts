import fc from 'fast-check';
import { formatId, type SeatId } from '@skald/protocol';
import { describe, expect, it } from 'vitest';
import { offeredIn, type NamedSeat } from './offers.ts';
import {
  addAction,
  addOffer,
  addSpeaking,
  countOf,
  gini,
  LONGEST_UTTERANCE_MS,
  nextBeat,
  type SpotlightCounts,
} from './spotlight.ts';

const SEATS = [1, 2, 3, 4, 5].map((filled) => formatId('seat', new Uint8Array(20).fill(filled)));
const [ADA, BOR, CLEO, DAN] = SEATS as [SeatId, SeatId, SeatId, SeatId, SeatId];

/** A generator of its own, so that the evening is the same every time. */
function seeded(seed: number): () => number {
  let state = seed;
  return () => (state = (state * 48_271) % 2_147_483_647) / 2_147_483_647;
}

/**
 * An evening in which Ada says and does four fifths of everything. The DM answers each line and offers a beat: to whom `choose`
 * says; now and then it asks Ada something besides.
 */
function evening(turns: number, choose: (counts: SpotlightCounts, speaker: SeatId) => SeatId | null, asksAdaBesides = 0) {
  const random = seeded(7);
  let counts: SpotlightCounts = {};
  const offered: SeatId[] = [];
  for (let turn = 0; turn < turns; turn += 1) {
    const speaker = random() < 0.8 ? ADA : (SEATS[1 + Math.floor(random() * 4)] ?? BOR);
    counts = addAction(addSpeaking(counts, speaker, 2_000 + random() * 6_000), speaker);
    const next = choose(counts, speaker) ?? speaker;
    offered.push(next);
    counts = addOffer(counts, next, SEATS);
    if (random() < asksAdaBesides && next !== ADA) counts = addOffer(counts, ADA, SEATS);
  }
  return { counts, offered, offersGini: gini(SEATS.map((seat) => countOf(counts, seat).offers)) };
}

describe('the next beat', () => {
  it('[G10.4] [BB-F1] one talks four fifths of the time: offers stay even, and everybody has one within six turns', () => {
    const { counts, offered, offersGini } = evening(60, (now) => nextBeat(now, SEATS));
    expect(gini(SEATS.map((seat) => countOf(counts, seat).speakingMs))).toBeGreaterThan(0.5);
    expect(offersGini).toBeLessThanOrEqual(0.2);
    for (let start = 0; start + 6 <= offered.length; start += 1)
      expect(new Set(offered.slice(start, start + 6)).size, `turns from ${start}`).toBe(5);
  });

  it('[G10.4] [BB-F1] stays even when the DM asks the talker something besides, now and then', () => {
    const { offersGini } = evening(60, (now) => nextBeat(now, SEATS), 0.15);
    expect(offersGini).toBeLessThanOrEqual(0.2);
  });

  it('[G10.4] [BB-F1] a DM that only answers whoever speaks is not even: the measure can fail', () => {
    expect(evening(60, (_counts, speaker) => speaker).offersGini).toBeGreaterThan(0.5);
  });

  it('[G10.4] nobody is next twice before everybody was once, whoever spoke', () => {
    const talk = fc.array(fc.tuple(fc.nat(4), fc.nat(60_000)), { minLength: 15, maxLength: 60 });
    fc.assert(
      fc.property(talk, (lines) => {
        let counts: SpotlightCounts = {};
        const offered: SeatId[] = [];
        for (const [index, ms] of lines) {
          counts = addSpeaking(counts, SEATS[index] ?? ADA, ms);
          const next = nextBeat(counts, SEATS) ?? ADA;
          offered.push(next);
          counts = addOffer(counts, next, SEATS);
        }
        for (let start = 0; start + 5 <= offered.length; start += 5)
          expect(new Set(offered.slice(start, start + 5)).size).toBe(5);
      }),
    );
  });

  it('[G10.4] the quietest of those who wait comes first, and equals in the order of their seats', () => {
    const counts = addSpeaking(addAction(addSpeaking({}, ADA, 30_000), BOR), CLEO, 1_000);
    expect(nextBeat(counts, [ADA, BOR, CLEO])).toBe(CLEO);
    expect(nextBeat(counts, [ADA, BOR, CLEO, DAN])).toBe(DAN);
    expect(nextBeat({}, [BOR, ADA])).toBe(BOR);
  });

  it('[G10.4] who comes late gets one turn of a round, not all that were missed', () => {
    let counts: SpotlightCounts = {};
    for (let turn = 0; turn < 6; turn += 1) counts = addOffer(counts, nextBeat(counts, [ADA, BOR]) ?? ADA, [ADA, BOR]);
    expect(nextBeat(counts, [ADA, BOR, DAN])).toBe(DAN);
    counts = addOffer(counts, DAN, [ADA, BOR, DAN]);
    const after = nextBeat(counts, [ADA, BOR, DAN]);
    counts = addOffer(counts, after ?? DAN, [ADA, BOR, DAN]);
    expect([after, nextBeat(counts, [ADA, BOR, DAN])]).not.toContain(null);
    expect(countOf(counts, DAN).offers).toBeLessThanOrEqual(2);
    expect(nextBeat(counts, [ADA, BOR, DAN])).not.toBe(after);
  });

  it('[G10.4] who is not here is nobody’s next, and one alone needs no turn', () => {
    expect(nextBeat({}, [ADA])).toBeNull();
    expect(nextBeat({}, [])).toBeNull();
    const counts = addSpeaking({}, BOR, 1_000);
    expect(nextBeat(counts, [ADA, BOR])).toBe(ADA);
    expect(nextBeat(counts, [BOR, CLEO])).toBe(CLEO);
  });
});

describe('what is counted', () => {
  it('[G10.1] a microphone that was left open counts as two minutes, and time that runs backwards as nothing', () => {
    expect(countOf(addSpeaking({}, ADA, 3_600_000), ADA).speakingMs).toBe(LONGEST_UTTERANCE_MS);
    expect(countOf(addSpeaking({}, ADA, -5), ADA).speakingMs).toBe(0);
  });

  it('[G10.5] the fairness figure is 0 for equals, grows to one for one alone, and does not mind the unit', () => {
    expect(gini([])).toBe(0);
    expect(gini([0, 0, 0])).toBe(0);
    expect(gini([3, 3, 3])).toBe(0);
    expect(gini([0, 0, 0, 0, 10])).toBeCloseTo(0.8);
    expect(gini([1, 2, 3, 4])).toBeCloseTo(0.25);
    fc.assert(
      fc.property(fc.array(fc.nat(1_000), { minLength: 1 }), (amounts) => {
        const value = gini(amounts);
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThanOrEqual(1);
        expect(gini(amounts.map((amount) => amount * 7))).toBeCloseTo(value);
      }),
    );
  });
});

describe('what is an offer', () => {
  const seats: NamedSeat[] = [
    { seatId: ADA, player: 'Мария', character: 'Ирина' },
    { seatId: BOR, player: 'Paul', character: 'Torin Oakshield' },
    { seatId: CLEO, player: 'Игорь', character: null },
    { seatId: DAN, player: 'Лия', character: 'Ёж' },
  ];
  it.each<[string, SeatId[]]>([
    ['Ирина, что ты делаешь?', [ADA]],
    ['Что скажет Ирина?', [ADA]],
    ['А что у Ирины в сумке?', [ADA]],
    ['Ирина, за дверью шорох. Что ты делаешь?', [ADA]],
    ['Torin, do you open the door?', [BOR]],
    ['“What is in Torin’s bag?”', [BOR]],
    ['Игорю слышно лучше всех. Что там?', [CLEO]],
    ['Ежу открыть дверь?', [DAN]],
    ['Torin and Ирина, who goes first?', [ADA, BOR]],
    ['Ирина открывает дверь. Темно. Что вы делаете?', []],
    ['Ирина открывает дверь.', []],
    ['Что вы делаете?', []],
    ['Torinaga, do you open it?', []],
    ['Мария, что скажешь?', []],
    ['', []],
  ])('[G10.3] «%s»', (text, offered) => expect(offeredIn(text, seats, [])).toEqual(offered));

  it('[G10.3] a name in the line before counts for a question that names nobody', () => {
    expect(offeredIn('Что ты делаешь?', seats, [BOR])).toEqual([BOR]);
    expect(offeredIn('Torin, and you?', seats, [ADA])).toEqual([BOR]);
  });

  it('[G10.3] names of any characters are names, not patterns', () => {
    for (const name of ['(.*)', 'a+b', '[x]', '💀', 'Я', '-', '\\'])
      expect(() => offeredIn('x?', [{ seatId: ADA, player: name, character: name }], [])).not.toThrow();
    expect(offeredIn('Кто там?', [{ seatId: ADA, player: '.*', character: '.*' }], [])).toEqual([]);
  });
});
