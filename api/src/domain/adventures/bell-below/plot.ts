import type { Plot } from '../../adventure/adventure.ts';

/**
 * The Bell Below. A bell was cut from its post and sunk; it rings under the river and leads boats astray. The ferrywoman
 * wants it back on the post, the miller who sank it hears his drowned daughter answer it. Four scenes, six endings.
 */
export const bellBelowPlot: Plot = {
  id: 'bell-below',
  start: 'landing',
  epilogue: 'epilogue',
  endings: ['home', 'taken', 'cracked', 'silence', 'left', 'light'],
  npcs: [
    {
      id: 'marta',
      gender: 'female',
      age: 'adult',
      chat: 'marta.chat',
      topics: [
        { id: 'bell', targets: ['bell', 'post', 'rope'], says: 'marta.bell' },
        { id: 'price', targets: ['coins'], says: 'marta.price' },
        { id: 'boat', targets: ['boat', 'crossing'], says: 'marta.boat' },
        { id: 'river', targets: ['river', 'fog'], says: 'marta.river' },
        { id: 'nadia', targets: ['nadia', 'song', 'ribbon'], says: 'marta.nadia' },
        { id: 'anton', targets: ['anton', 'mill'], says: 'marta.anton' },
        { id: 'pavel', targets: ['pavel', 'hut', 'window'], says: 'marta.pavel' },
        { id: 'lantern', targets: ['lantern'], says: 'marta.lantern' },
        { id: 'self', targets: ['marta', 'self'], says: 'marta.self' },
      ],
    },
    {
      id: 'anton',
      gender: 'male',
      age: 'old',
      chat: 'anton.chat',
      topics: [
        { id: 'bell', targets: ['bell', 'inscription'], says: 'anton.bell' },
        { id: 'nadia', targets: ['nadia', 'song', 'ribbon'], says: 'anton.nadia' },
        { id: 'marta', targets: ['marta', 'pavel', 'boat'], says: 'anton.marta' },
        { id: 'rope', targets: ['rope', 'knife', 'post'], says: 'anton.rope' },
        { id: 'winch', targets: ['winch', 'mill'], says: 'anton.winch' },
        { id: 'river', targets: ['river', 'fog'], says: 'anton.river' },
        { id: 'self', targets: ['anton', 'self'], says: 'anton.self' },
      ],
    },
  ],
  scenes: [
    {
      id: 'landing',
      present: [{ npc: 'marta' }],
      situations: [{ says: 'landing.situation' }],
      recaps: [{ says: 'landing.recap' }],
      options: [
        {
          id: 'post',
          hint: 'hint.post',
          triggers: [{ intents: ['look', 'approach', 'touch', 'take', 'climb', 'pull'], targets: ['post', 'rope'] }],
          outcomes: [
            { when: { has: ['rope_seen'] }, says: 'landing.post.again' },
            { says: 'landing.post', sets: ['rope_seen'] },
          ],
        },
        {
          id: 'lantern',
          hint: 'hint.lantern',
          triggers: [{ intents: ['take', 'ask', 'use', 'want', 'look', 'approach'], targets: ['lantern'] }],
          outcomes: [
            { when: { has: ['lantern'] }, says: 'landing.lantern.again' },
            { says: 'landing.lantern', sets: ['lantern'] },
          ],
        },
        {
          id: 'boat',
          hint: 'hint.boat',
          triggers: [{ intents: ['look', 'approach', 'touch', 'search'], targets: ['boat'] }],
          outcomes: [{ says: 'landing.boat' }],
        },
        {
          id: 'listen',
          hint: 'hint.listen',
          triggers: [
            { intents: ['listen'], targets: ['bell', 'river', 'fog', 'song'] },
            { intents: ['listen'], targets: [] },
            { intents: ['look'], targets: ['bell'] },
          ],
          outcomes: [{ says: 'landing.listen' }],
        },
        {
          id: 'hut',
          hint: 'hint.hut',
          triggers: [
            { intents: ['look', 'approach', 'open', 'go', 'enter', 'knock'], targets: ['hut'] },
            { intents: ['look', 'approach', 'knock'], targets: ['window'] },
          ],
          outcomes: [{ says: 'landing.hut' }],
        },
        {
          id: 'water',
          triggers: [
            { intents: ['look', 'approach', 'touch'], targets: ['river', 'fog'] },
            { intents: ['swim'], targets: ['river', 'bell', 'mill'] },
            { intents: ['swim'], targets: [] },
          ],
          outcomes: [{ says: 'landing.water' }],
        },
        {
          id: 'depart',
          hint: 'hint.depart',
          triggers: [
            {
              intents: ['go', 'enter', 'use', 'search', 'row', 'follow'],
              targets: ['boat', 'river', 'mill', 'bell', 'anton', 'crossing'],
            },
            { intents: ['take'], targets: ['boat'] },
            { intents: ['want'], targets: ['boat', 'crossing'] },
            { intents: ['help'], targets: ['marta', 'bell'] },
            { intents: ['pull'], targets: ['bell'] },
            { intents: ['agree'], targets: ['boat', 'river', 'mill', 'bell', 'marta'] },
            { intents: ['agree', 'help', 'depart', 'row'], targets: [] },
          ],
          outcomes: [{ says: 'landing.depart', to: 'river' }],
        },
        {
          id: 'steal',
          triggers: [{ intents: ['sneak', 'steal'], targets: ['boat', 'marta', 'river'] }],
          check: {
            label: 'check.steal',
            stakes: 'landing.steal.stakes',
            notation: '1d20',
            difficulty: 12,
            success: [{ says: 'landing.steal.success', sets: ['alone'], to: 'river' }],
            failure: [{ says: 'landing.steal.failure', to: 'river' }],
          },
        },
        {
          id: 'attack',
          triggers: [
            { intents: ['attack', 'threaten'], targets: ['marta'] },
            { intents: ['attack'], targets: [] },
          ],
          outcomes: [{ says: 'landing.attack' }],
        },
        {
          id: 'pay',
          triggers: [
            { intents: ['give', 'show', 'want'], targets: ['coins'] },
            { intents: ['pay'], targets: ['marta', 'coins', 'boat', 'crossing'] },
            { intents: ['pay'], targets: [] },
          ],
          outcomes: [{ says: 'marta.price' }],
        },
        {
          id: 'wait',
          triggers: [
            { intents: ['wait', 'sleep'], targets: [] },
            { intents: ['wait', 'sleep'], targets: ['fog', 'hut', 'boat'] },
          ],
          outcomes: [{ says: 'landing.wait' }],
        },
        {
          id: 'refuse',
          triggers: [
            { intents: ['refuse', 'not:go', 'not:depart', 'not:enter', 'not:help', 'not:agree', 'not:row'], targets: [] },
            { intents: ['not:go', 'not:enter', 'not:take', 'not:help'], targets: ['boat', 'river', 'mill', 'marta', 'bell'] },
          ],
          outcomes: [{ says: 'landing.refuse' }],
        },
      ],
    },
    {
      id: 'river',
      present: [{ npc: 'marta', when: { lacks: ['alone'] } }],
      situations: [{ when: { has: ['alone'] }, says: 'river.situation.alone' }, { says: 'river.situation' }],
      recaps: [{ when: { has: ['alone'] }, says: 'river.recap.alone' }, { says: 'river.recap' }],
      options: [
        {
          id: 'steer',
          hint: 'hint.steer',
          triggers: [
            {
              intents: ['go', 'row', 'follow', 'approach', 'search'],
              targets: ['bell', 'mill', 'river', 'fog', 'anton', 'shore', 'song'],
            },
            { intents: ['use', 'take', 'row'], targets: ['boat'] },
            { intents: ['row', 'depart'], targets: [] },
          ],
          check: {
            label: 'check.steer',
            stakes: 'river.steer.stakes',
            notation: '1d20',
            difficulty: 13,
            easier: { whenAny: [{ has: ['lantern'] }], difficulty: 10 },
            success: [{ says: 'river.steer.success', sets: ['quiet'], to: 'mill' }],
            failure: [{ says: 'river.steer.failure', sets: ['wrecked'], to: 'mill' }],
          },
        },
        {
          id: 'water',
          hint: 'hint.water',
          triggers: [
            { intents: ['look', 'touch', 'swim', 'search', 'approach'], targets: ['river', 'bell', 'fog', 'boat', 'rope'] },
            { intents: ['swim'], targets: [] },
          ],
          outcomes: [
            { when: { has: ['line_seen'] }, says: 'river.water.again' },
            { says: 'river.water', sets: ['line_seen'] },
          ],
        },
        {
          id: 'lantern',
          hint: 'hint.shine',
          guard: { has: ['lantern'] },
          triggers: [
            { intents: ['use', 'light', 'take', 'look', 'show'], targets: ['lantern'] },
            { intents: ['light'], targets: ['river', 'fog', 'bell', 'boat'] },
          ],
          outcomes: [{ says: 'river.lantern', sets: ['line_seen'] }],
        },
        {
          id: 'no-lantern',
          guard: { lacks: ['lantern'] },
          triggers: [
            { intents: ['use', 'light', 'take', 'look', 'show'], targets: ['lantern'] },
            { intents: ['light'], targets: ['river', 'fog', 'bell', 'boat'] },
          ],
          outcomes: [{ says: 'river.no-lantern' }],
        },
        {
          id: 'line',
          hint: 'hint.line',
          guard: { has: ['line_seen'] },
          triggers: [
            { intents: ['pull', 'take', 'follow', 'go', 'row', 'use'], targets: ['rope'] },
            { intents: ['pull'], targets: ['bell', 'boat'] },
          ],
          outcomes: [{ says: 'river.line', to: 'mill' }],
        },
        {
          id: 'no-line',
          guard: { lacks: ['line_seen'] },
          triggers: [
            { intents: ['pull', 'take', 'follow', 'use'], targets: ['rope'] },
            { intents: ['pull'], targets: ['bell'] },
          ],
          outcomes: [{ says: 'river.water', sets: ['line_seen'] }],
        },
        {
          id: 'cut',
          triggers: [
            { intents: ['cut', 'attack'], targets: ['rope', 'bell'] },
            { intents: ['cut'], targets: [] },
          ],
          outcomes: [{ says: 'river.cut', sets: ['line_seen'] }],
        },
        {
          id: 'listen',
          hint: 'hint.listen',
          triggers: [
            { intents: ['listen'], targets: ['bell', 'river', 'fog', 'song', 'mill'] },
            { intents: ['listen'], targets: [] },
          ],
          outcomes: [{ says: 'river.listen' }],
        },
        {
          id: 'call',
          hint: 'hint.call',
          triggers: [
            { intents: ['call'], targets: ['anton', 'fog', 'mill', 'nadia', 'song', 'river', 'shore'] },
            { intents: ['call'], targets: [] },
          ],
          outcomes: [{ says: 'river.call' }],
        },
        {
          id: 'back',
          triggers: [
            { intents: ['leave', 'back'], targets: ['shore', 'marta', 'boat'] },
            { intents: ['leave', 'back', 'refuse'], targets: [] },
          ],
          outcomes: [{ says: 'river.back' }],
        },
        {
          id: 'wait',
          triggers: [
            { intents: ['wait', 'sleep'], targets: [] },
            { intents: ['wait'], targets: ['fog', 'river', 'bell'] },
          ],
          outcomes: [{ says: 'river.wait' }],
        },
      ],
    },
    {
      id: 'mill',
      present: [{ npc: 'anton' }],
      situations: [{ when: { has: ['quiet'] }, says: 'mill.situation.quiet' }, { says: 'mill.situation' }],
      recaps: [{ when: { has: ['wrecked'] }, says: 'mill.recap.wrecked' }, { says: 'mill.recap' }],
      options: [
        {
          id: 'persuade',
          hint: 'hint.persuade',
          triggers: [
            { intents: ['persuade'], targets: ['anton', 'bell', 'marta', 'nadia', 'rope', 'winch', 'river'] },
            { intents: ['return', 'help'], targets: ['bell', 'anton', 'marta', 'nadia'] },
            { intents: ['persuade'], targets: [] },
          ],
          check: {
            label: 'check.persuade',
            stakes: 'mill.persuade.stakes',
            notation: '1d20',
            difficulty: 14,
            easier: { whenAny: [{ has: ['ribbon'] }, { has: ['confessed'] }, { has: ['listened'] }], difficulty: 10 },
            success: [{ says: 'mill.persuade.success', sets: ['willing'], to: 'weir' }],
            failure: [{ says: 'mill.persuade.failure', to: 'weir' }],
          },
        },
        {
          id: 'winch',
          hint: 'hint.winch',
          triggers: [{ intents: ['look', 'approach', 'touch'], targets: ['winch', 'rope', 'mill', 'knife'] }],
          outcomes: [{ says: 'mill.winch', sets: ['ribbon'] }],
        },
        {
          id: 'ribbon',
          hint: 'hint.ribbon',
          triggers: [
            { intents: ['look', 'approach', 'take', 'touch', 'show', 'give', 'pull', 'attack', 'steal'], targets: ['ribbon'] },
          ],
          outcomes: [{ says: 'mill.ribbon', sets: ['ribbon'] }],
        },
        {
          id: 'accuse',
          hint: 'hint.accuse',
          guard: { has: ['rope_seen'] },
          triggers: [
            { intents: ['accuse'], targets: ['rope', 'post', 'knife', 'anton', 'bell'] },
            { intents: ['show', 'tell', 'say'], targets: ['rope', 'post', 'knife'] },
            { intents: ['accuse'], targets: [] },
          ],
          outcomes: [{ says: 'mill.accuse', sets: ['confessed'] }],
        },
        {
          id: 'listen',
          hint: 'hint.sit',
          triggers: [
            { intents: ['listen', 'wait', 'comfort'], targets: ['anton', 'bell', 'river', 'song', 'winch', 'nadia', 'rope'] },
            { intents: ['listen', 'wait', 'comfort', 'sleep'], targets: [] },
          ],
          outcomes: [{ says: 'mill.listen', sets: ['listened'] }],
        },
        {
          id: 'force',
          triggers: [
            { intents: ['attack', 'threaten'], targets: ['anton', 'winch', 'rope', 'knife', 'boathook'] },
            { intents: ['take', 'pull', 'use', 'steal', 'cut'], targets: ['winch', 'rope', 'bell', 'knife', 'boathook'] },
            { intents: ['attack', 'threaten'], targets: [] },
          ],
          check: {
            label: 'check.force',
            stakes: 'mill.force.stakes',
            notation: '1d20',
            difficulty: 11,
            success: [{ says: 'mill.force.success', to: 'weir' }],
            failure: [{ says: 'mill.force.failure', to: 'weir' }],
          },
        },
        {
          id: 'sneak',
          hint: 'hint.sneak',
          guard: { has: ['quiet'] },
          triggers: [
            { intents: ['sneak'], targets: ['anton', 'winch', 'rope', 'bell', 'mill'] },
            { intents: ['sneak'], targets: [] },
          ],
          outcomes: [{ says: 'mill.sneak', to: 'weir' }],
        },
        {
          id: 'no-sneak',
          guard: { lacks: ['quiet'] },
          triggers: [
            { intents: ['sneak'], targets: ['anton', 'winch', 'rope', 'bell', 'mill'] },
            { intents: ['sneak'], targets: [] },
          ],
          outcomes: [{ says: 'mill.no-sneak' }],
        },
        {
          id: 'leave',
          triggers: [
            { intents: ['leave', 'back'], targets: ['mill', 'boat', 'shore', 'anton', 'marta'] },
            { intents: ['leave', 'back', 'refuse'], targets: [] },
          ],
          outcomes: [{ says: 'mill.leave' }],
        },
      ],
    },
    {
      id: 'weir',
      present: [
        { npc: 'marta', when: { lacks: ['alone'] } },
        { npc: 'anton', when: { has: ['willing'] } },
      ],
      situations: [{ when: { has: ['willing'] }, says: 'weir.situation.willing' }, { says: 'weir.situation' }],
      recaps: [{ when: { has: ['willing'] }, says: 'weir.recap.willing' }, { says: 'weir.recap' }],
      options: [
        {
          id: 'raise',
          hint: 'hint.raise',
          triggers: [
            { intents: ['pull', 'use', 'turn', 'return', 'help'], targets: ['bell', 'winch', 'rope', 'marta', 'post'] },
            { intents: ['take'], targets: ['bell', 'winch', 'rope'] },
            { intents: ['pull', 'turn'], targets: [] },
          ],
          check: {
            label: 'check.raise',
            stakes: 'weir.raise.stakes',
            notation: '1d20',
            difficulty: 15,
            easier: { whenAny: [{ has: ['willing'] }], difficulty: 9 },
            success: [
              { when: { has: ['willing'] }, says: 'ending.home', to: 'epilogue', ending: 'home' },
              { says: 'ending.taken', to: 'epilogue', ending: 'taken' },
            ],
            failure: [{ says: 'ending.cracked', to: 'epilogue', ending: 'cracked' }],
          },
        },
        {
          id: 'cut',
          hint: 'hint.cut',
          triggers: [
            { intents: ['cut', 'drop', 'attack'], targets: ['rope', 'bell', 'winch'] },
            { intents: ['use'], targets: ['knife'] },
            { intents: ['cut', 'drop'], targets: [] },
          ],
          outcomes: [{ says: 'ending.silence', to: 'epilogue', ending: 'silence' }],
        },
        {
          id: 'leave',
          hint: 'hint.leave',
          triggers: [
            { intents: ['leave', 'back'], targets: ['bell', 'anton', 'shore', 'river', 'nadia', 'rope', 'winch', 'boat'] },
            { intents: ['leave', 'back', 'refuse', 'not:pull', 'not:turn', 'not:return'], targets: [] },
            { intents: ['not:pull', 'not:turn', 'not:return'], targets: ['bell', 'winch'] },
          ],
          outcomes: [
            { when: { has: ['lantern'] }, says: 'ending.light', to: 'epilogue', ending: 'light' },
            { says: 'ending.left', to: 'epilogue', ending: 'left' },
          ],
        },
        {
          id: 'inscription',
          hint: 'hint.inscription',
          triggers: [
            { intents: ['look', 'approach', 'read', 'search'], targets: ['bell', 'inscription', 'rope', 'river'] },
            { intents: ['read'], targets: [] },
          ],
          outcomes: [{ says: 'weir.inscription' }],
        },
        {
          id: 'ring',
          hint: 'hint.ring',
          triggers: [
            { intents: ['touch', 'knock', 'ring'], targets: ['bell', 'river', 'rope'] },
            { intents: ['ring'], targets: [] },
          ],
          outcomes: [{ says: 'weir.ring' }],
        },
        {
          id: 'listen',
          triggers: [
            { intents: ['listen', 'call'], targets: ['bell', 'river', 'song', 'nadia', 'fog'] },
            { intents: ['listen', 'wait', 'sleep'], targets: [] },
          ],
          outcomes: [{ says: 'weir.listen' }],
        },
        {
          id: 'winch',
          triggers: [{ intents: ['look', 'approach'], targets: ['winch', 'ribbon', 'mill'] }],
          outcomes: [{ says: 'weir.winch' }],
        },
        {
          id: 'swim',
          triggers: [
            { intents: ['swim'], targets: ['bell', 'river'] },
            { intents: ['swim'], targets: [] },
          ],
          outcomes: [{ says: 'weir.swim' }],
        },
      ],
    },
    {
      id: 'epilogue',
      present: [],
      situations: [{ says: 'epilogue.situation' }],
      recaps: [{ says: 'epilogue.recap' }],
      options: [
        {
          id: 'restart',
          hint: 'hint.restart',
          triggers: [
            { intents: ['restart', 'agree'], targets: [] },
            { intents: ['restart'], targets: ['bell', 'river'] },
          ],
          outcomes: [{ says: 'epilogue.restart', to: 'landing', restarts: true }],
        },
      ],
    },
  ],
};
