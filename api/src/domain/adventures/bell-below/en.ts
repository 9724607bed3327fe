import type { Telling } from '../../adventure/adventure.ts';

/** The Bell Below in English. */
export const bellBelowEnglish: Telling = {
  language: 'en',
  title: 'The Bell Below',
  targets: {
    bell: 'bell bells bronze ringing tolling chime chimes toll',
    rope: 'rope ropes line cord cable strand hawser',
    post: 'post posts beam crossbeam pole hook gallows',
    boat: 'boat boats ferry ferryboat oar oars rowboat skiff',
    crossing: 'across other_side far_side far_bank crossing other_bank opposite_bank passage',
    lantern: 'lantern* lamp lamps',
    hut: 'hut cabin cottage house shack cap hat shed',
    window: 'window windows door',
    marta: 'marta martha ferrywoman ferry_woman ferryman ferry_lady boatwoman',
    anton: 'anton miller old_man antons millers oldman greybeard',
    mill: 'mill windmill watermill millhouse mill_house island',
    river: 'river water waters stream current depths riverbed ripple ripples',
    fog: 'fog mist haze',
    shore: 'shore bank landing jetty dock pier ashore land',
    winch: 'winch windlass crank drum handle capstan wheel mechanism pawl lever',
    ribbon: 'ribbon* bow',
    knife: 'knife blade axe hatchet',
    boathook: 'boathook boat_hook hook_from',
    nadia: 'nadia nadya daughter girl child kid drowned_girl little_one',
    pavel: 'pavel husband widow',
    song: 'song singing sings lullaby voice voices singer',
    inscription: 'inscription* letters writing lettering words carving engraving name_on',
    coins: 'coin coins money gold silver purse price cost fare fee payment',
    self: 'you your yourself',
  },
  scenes: {
    landing: { title: 'The Landing', place: 'the ferry landing at Still Ford', mood: 'Fog, night, a bell under the water' },
    river: { title: 'The River', place: 'a boat in the middle of the river', mood: 'White fog, cold, a stranger singing' },
    mill: { title: 'The Mill', place: 'the old mill on the island', mood: 'A creaking winch, grief, little patience' },
    weir: { title: 'The Weir', place: 'the weir below the mill', mood: 'The hour before dawn, all to be decided' },
    epilogue: { title: 'Morning', place: 'the landing at daybreak', mood: 'The quiet after a tale' },
  },
  npcs: {
    marta: {
      name: 'Marta',
      trade: 'Ferrywoman',
      aliases: ['Martha', 'the ferrywoman'],
      description:
        'The ferrywoman, past her youth, blunt and prickly. She wants the bell back on its post, to lead boats to the bank.',
    },
    anton: {
      name: 'Anton',
      trade: 'Miller',
      aliases: ['the miller', 'the old miller'],
      description:
        'An old miller with a soft voice and raw palms. He wants the bell left in the river, for in its ringing he hears his daughter.',
    },
  },
  texts: {
    'hint.post': ['look at the bell post'],
    'hint.lantern': ['take the lantern'],
    'hint.boat': ['look over the boat'],
    'hint.listen': ['listen to the bell'],
    'hint.hut': ['look into the hut'],
    'hint.depart': ['take the boat out after the bell'],
    'hint.steer': ['row towards the bell'],
    'hint.water': ['look into the water'],
    'hint.shine': ['shine the lantern'],
    'hint.line': ['pull on the rope'],
    'hint.call': ['call out into the fog'],
    'hint.persuade': ['persuade Anton'],
    'hint.winch': ['look at the winch'],
    'hint.ribbon': ['take the ribbon'],
    'hint.accuse': ['tell Anton about the cut rope'],
    'hint.sit': ['sit down beside him and listen'],
    'hint.sneak': ['sneak to the winch'],
    'hint.raise': ['raise the bell'],
    'hint.cut': ['cut the rope'],
    'hint.leave': ['leave the bell in the river'],
    'hint.inscription': ['read what is written on the bell'],
    'hint.ring': ['strike the bell'],
    'hint.restart': ['start again from the beginning'],
    'hint.talk.marta': ['talk to Marta'],
    'hint.talk.anton': ['talk to Anton'],

    'check.steal': ['Slip away with the boat'],
    'check.steer': ['Steer by ear'],
    'check.persuade': ['Win over the miller'],
    'check.force': ['Overpower the miller'],
    'check.raise': ['Raise the bell'],

    'landing.situation': [
      'Night, fog, slick planks. From the post where a bell once hung swings a stub of rope. A window glows in the hut, and a boat nudges the piles. Marta the ferrywoman lifts her lantern and scowls at the river.\n[Marta] Hear that? Ringing again, under the water. Will you row out with me, or sit here until dawn?',
      'The landing, the fog, the bare post with its stub of rope. The boat knocks on the piles, and the hut window glows. Marta lifts her lantern.\n[Marta] Well? It rings, and I cannot haul it up alone. Are we going?',
    ],
    'landing.recap': [
      'You came to the crossing by night, and a bell that no longer hangs on its post was ringing under the river.',
    ],
    'landing.post': [
      'The post is sound oak. The rope up there did not rot and did not snap: somebody cut it, in one clean stroke. Below, at the waterline, a boat has scraped the wood.\n[Marta] Cut. And I blamed the storm. Now who would want it quiet? Chew on that in the boat, will you?',
    ],
    'landing.post.again': [
      'The cut is as clean as before: a knife, and a steady hand. The post is waiting for its bell. What are you waiting for?',
      'Nothing new here: a post, a hook, a rope cut by a knife. Marta nods at the boat. What do you do?',
    ],
    'landing.lantern': [
      'Marta hesitates, then puts the lantern into your hands. The glass is warm, and the oil laps low.\n[Marta] Mind it. It was Pavel who carried that, my husband. In fog a flame is worth more than oars. To the boat, then?',
    ],
    'landing.lantern.again': [
      'You have the lantern, and it burns steadily. Marta keeps an eye on it and says nothing. What now?',
    ],
    'landing.boat': [
      'A broad boat, freshly tarred, with dry oars. But in the bottom lies the wet end of a rope that is not hers, and it smells of flour.\n[Marta] Flour? In my boat? There is only the miller on this river. Get in, shall we ask him to his face?',
    ],
    'landing.listen': [
      'You hold still. A stroke, a silence, another stroke, as if something down there were breathing. It comes from downstream, where the mill stands. Marta makes a sign over the water. Will you row that way?',
      'The tolling is thick and near, and its echo comes from the mill downstream. Between the strokes you can hear an oar drip. What do you do?',
    ],
    'landing.hut': [
      "The hut is cramped and clean. A man's cap hangs on a nail, above a bench that nobody has sat on for a long while.\n[Marta] Leave that be. It is Pavel's. There was no bell that night, so he never found the bank. Now, will you help me?",
    ],
    'landing.water': [
      'The water is black, and so cold that your fingers ache. Marta hauls you back by the collar.\n[Marta] Have you lost your wits? That is what I keep a boat for. Are you getting in, or going for another bath?',
    ],
    'landing.depart': [
      '[Marta] Now you are talking.\nShe slips the mooring, and the landing melts away behind you like sugar in tea.',
    ],
    'landing.steal.stakes': [
      'The knot is wet, the planks creak, and Marta is a step away. If she turns round, you will be explaining yourselves in the boat. It is no easy thing. I roll.',
    ],
    'landing.steal.success': [
      'The knot gives without a sound. By the time Marta turns, there is fog between you and the landing. A word comes after you, and not a kind one.',
    ],
    'landing.steal.failure': [
      'A plank shrieks underfoot. Marta is in the boat before you, with both oars across her knees.\n[Marta] You make sorry thieves. Let us hope you row better.',
    ],
    'landing.attack': [
      'Marta shifts her grip on the boathook, and it is plain that people have tried to frighten her before.\n[Marta] Cool off. I need hands, not fists. Are you coming, or are you leaving?',
    ],
    'landing.wait': [
      'You wait. The fog thickens, and the ringing creeps closer, as if the bell were crawling along the bottom to the landing.\n[Marta] By dawn it will have driven us mad. Have you made up your minds?',
    ],
    'landing.refuse': [
      '[Marta] Suit yourselves. But there is no crossing while it rings, for the boats turn to it like cattle.\nShe sits down with her back to you. The bell goes on. What do you do?',
    ],

    'river.situation': [
      'White fog all round, and the banks are gone. The bell wanders right beneath the keel, and somewhere ahead a girl seems to be singing. By the side of the boat the water ripples oddly.\n[Marta] Never mind the song, mind the bell. Where do we steer?',
      'The boat slides through fog. The bell hums below, the water ripples by the side, and a thin voice carries a tune ahead.\n[Marta] Well, where do we steer?',
    ],
    'river.situation.alone': [
      'You are alone in the middle of the river, in fog, with no banks. The bell wanders right beneath the keel, a girl seems to be singing ahead, and by the side of the boat the water ripples oddly. Where do you steer?',
      'The boat slides through fog with nobody to guide it but you. The bell hums below, the water ripples by the side, a thin voice sings ahead. What do you do?',
    ],
    'river.recap': [
      'The bell is gone from the post at the crossing and rings from the riverbed, and you went out with Marta to find it.',
    ],
    'river.recap.alone': [
      'You slipped away with the boat of Marta the ferrywoman, and rowed alone towards a bell on the riverbed.',
    ],
    'river.steer.stakes': [
      'Steering by ear through fog is hard. Misjudge it, and the river throws you onto the piles of the mill. I roll.',
    ],
    'river.steer.success': [
      'You take the strokes like footsteps in a dark house. The boat parts the reeds without a splash, and the mill stands over you, black and close.',
    ],
    'river.steer.failure': [
      'The echo lies. A jolt, a crack, the oars torn from your hands: the boat is on the piles, and the whole river heard it. You climb onto the planks of the mill, soaked through.',
    ],
    'river.water': [
      "An arm's length down, under the ripples, runs a rope. It is thick and taut; it drops to a glint of bronze, and goes on to the mill. Somebody keeps the bell on a leash. Will you pull on it, or row for the sound?",
    ],
    'river.water.again': [
      'The rope is still there beneath your palm. It trembles with every stroke, and leads to the mill. What do you do?',
    ],
    'river.lantern': [
      'The fog around the lantern turns yellow, like old paper. Light falls into the water, and there is a rope: it runs from the bell on the bottom to the mill. Will you follow it?',
    ],
    'river.no-lantern': [
      'You have no light; the lantern stayed on the landing. You do have ears and hands. Will you listen, or reach into the water?',
    ],
    'river.line': [
      'Hand over hand you take the rope, and the boat moves to the mill. But at its far end the bell dances and clangs without rest, and everyone can hear you coming.',
    ],
    'river.cut': [
      'The rope is as thick as a wrist, and wet hemp shrugs off a blade. Cut here, the bell would be gone for good. The other end is at the mill. Do you make for it?',
    ],
    'river.listen': [
      'The bell hums below, while the song comes from the right, from the mill. You cannot catch the words, but it is a lullaby. No child is singing it: it is an old man, remembering a voice. Where do you steer?',
    ],
    'river.call': [
      "You shout into the fog. The song breaks off. Wood creaks, and a man's dull voice answers: go away, she has only just fallen asleep. Then nothing. What do you do?",
    ],
    'river.back': [
      'You swing the boat about, but the current holds fast: with each stroke the ringing only comes nearer. The river will not let you back tonight. The mill lies ahead. What do you do?',
    ],
    'river.wait': [
      'You ship the oars. The boat drifts, and something rubs along the keel, something long and wet. It might be a rope. Will you look?',
    ],

    'mill.situation': [
      'The mill stands on stilts. Anton the miller waits by a great winch with a boathook in his hands. There is a blue ribbon on the handle, and a rope runs down into dark water.\n[Anton] You are loud. Leave the bell alone. What brings you here?',
      'Anton stands before the winch. A blue ribbon on the handle, a rope into the water, the bell humming below.\n[Anton] Speak, since you came. But softly.',
    ],
    'mill.situation.quiet': [
      'The mill stands on stilts. Anton, the old miller, sits with his back to you and hums. Before him is a great winch with a blue ribbon on its handle, and a rope runs down into dark water. He does not turn.\n[Anton] Nadia? Is it you already? Or strangers again?',
      'Anton sits by the winch, humming, and does not turn. A blue ribbon on the handle, the bell below.\n[Anton] Who is it? Come closer, or go.',
    ],
    'mill.recap': [
      'Somebody had cut down the bell and kept it on the riverbed, on a rope. It led you to the mill and to old Anton.',
    ],
    'mill.recap.wrecked': [
      'You steered by the bell in the fog, broke your boat on the piles, and climbed up to the mill and old Anton.',
    ],
    'mill.persuade.stakes': [
      'Anton listens, and the boathook shakes in his grip. The wrong word now, and he will close up for good. It is a hard thing to talk him round. I roll.',
    ],
    'mill.persuade.success': [
      '[Anton] She called for help that day, too. And here I am, holding on to her. Still holding.\nHe lays the boathook aside, and frees the winch with his own hands.',
    ],
    'mill.persuade.failure': [
      '[Anton] Words. Everybody brings me words. Do as you please, but I will not help you.\nHe walks into the dark of the mill, and the door closes softly, without anger.',
    ],
    'mill.winch': [
      "The winch is heavy, its handle polished by palms. A blue ribbon is tied to it, a child's, faded. Beside it a knife is stuck in the beam, the kind one cuts ropes with.\n[Anton] Leave the ribbon. It is Nadia's. What do you want here?",
    ],
    'mill.ribbon': [
      'The ribbon weighs nothing, and it has the knot that one ties for a child. Anton sees it in your hands, and for the first time lowers his eyes.\n[Anton] I tied it for her every morning. Give it back. Or say it plainly, what do you want of me?',
    ],
    'mill.accuse': [
      '[Anton] Yes, I cut it. At night, with that knife. It rang on the bank and could not call her back. So I let it down to where she is.\nThe old man seems lighter for saying it. What do you tell him?',
    ],
    'mill.listen': [
      'You sit down by him. A stroke, a pause, a stroke. Anton sings softly in the pauses, and the river seems to answer.\n[Anton] Do you hear? Marta thinks it is the bell. It is her. You hear it too, do you not?',
    ],
    'mill.force.stakes': [
      'Anton is old, but he clings to that winch as to life, and the planks are wet. Slip, and he will not be the only one in the river. I roll.',
    ],
    'mill.force.success': [
      'You turn the boathook aside and sit the old man down by the wall. He does not fight; he only covers his face. The way to the winch is clear, and there is little joy in it.',
    ],
    'mill.force.failure': [
      'The boathook catches your shoulder, and black water closes overhead. When you have climbed out, Anton is gone, the door is bolted, and the winch stands abandoned.',
    ],
    'mill.sneak': [
      'You slip behind the singer. He does not notice you free the winch, and when he does, he only drops the boathook and walks without a word into the dark of the mill.',
    ],
    'mill.no-sneak': [
      '[Anton] And where are you off to? I can see you.\nThe boathook follows you like a compass needle. There is no sneaking now. What do you do?',
    ],
    'mill.leave': [
      'You take a step back, and the bell below tolls so hard that the planks shake. To leave now is to leave it all as it is. Anton waits for your words. What do you say?',
    ],

    'weir.situation': [
      'The sky turns grey. At the weir the bell hangs just under the surface, huge and green. Here is the winch, with a knife stuck beside it. No Anton, only a door ajar. Will you raise the bell, let it sink, or leave it to the river?',
      'Greyness. The bell sways under the water, the winch waits for hands, the knife waits in its beam. Behind the mill door somebody is listening. What is it to be?',
    ],
    'weir.situation.willing': [
      'The sky turns grey. At the weir the bell hangs just under the surface, huge and green. Anton lays his palms on the winch; a knife is stuck in the beam.\n[Anton] You decide. Raise it, let it sink, or leave it as it is? I made my choice once already.',
      'Greyness. The bell sways under the water, and Anton stands waiting by the winch.\n[Anton] Well? What shall we do with it?',
    ],
    'weir.recap': [
      'You reached the winch that holds the drowned bell. Old Anton did not forgive you, and shut himself in the mill.',
    ],
    'weir.recap.willing': [
      'Anton the miller, who sank the bell for the voice of his drowned daughter, freed the winch himself and waits for you.',
    ],
    'weir.raise.stakes': [
      'The bell is heavy and the rope is old. Should it slip, the bronze will strike the piles. More hands make it easier. I roll.',
    ],
    'weir.inscription': [
      "Light falls on the bronze, and letters show through the weed: I call the living. And lower down, scratched with a knife, a child's name: Nadia. What will you do with the bell?",
    ],
    'weir.ring': [
      'You touch the bronze, and the bell answers with one long breath. In the mill somebody sobs, or else a door creaks. What will it be?',
    ],
    'weir.listen': [
      'You listen. Between the strokes there is the song, fine as a cobweb. Perhaps it is water in the stones, perhaps somebody saying goodbye. What will you do with the bell?',
    ],
    'weir.winch': [
      'The winch is sturdy and stands free. The blue ribbon on its handle stirs without any wind. Turn it, cut the rope, or step away?',
    ],
    'weir.swim': [
      'The cold burns, and the water pushes you back out, next to the winch. No arms will lift such a weight. Raise it by the winch, cut it loose, or leave it?',
    ],

    'ending.home': [
      'The winch sings, and the bell stands up out of the water, hung with weed. Anton rests his forehead on it.\n[Anton] Goodbye, Nadia. Now call the others.\nAt sunrise he will ring it himself at the landing, and strange boats will find the bank. Marta will move over on her bench, and say nothing.',
    ],
    'ending.taken': [
      'The winch groans, and the bell stands up out of the water. By morning it is back on its post, and boats steer by its voice. Marta puts on her white scarf again. But no window shines at the mill now, and nobody sings over the river.',
    ],
    'ending.cracked': [
      'The rope slips, and bronze strikes the piles. You land the bell after all, but a crack runs down its side. On the post it does not sing, it croaks, like an old man with a cold. The boats can hear it. Let it croak, says Marta, so long as it calls.',
    ],
    'ending.silence': [
      'The knife goes through the hemp. The bell sighs once more and sinks into the mud. It is so quiet that you can hear the fog lifting. In the morning Marta ferries people again, by sunlight. And the miller sits by the water, learning to listen to silence.',
    ],
    'ending.left': [
      'You step away from the winch. The bell stays in the river, and each night the old man sings back to it. Boats keep clear of the place. Marta does not reproach you, she only does not wave. But the song in the fog has been softer since.',
    ],
    'ending.light': [
      "The bell stays with the old man and the river. But you go back to the bare post, and hang Pavel's lantern there. The fog grows pale. Marta looks at the flame for a long time.\n[Marta] No voice, then. But a light.\nAnd far out, a boat turns to the bank.",
    ],

    'epilogue.situation': [
      'Here the written part ends: it is morning, and the river and your choice lie behind you. If you would live the night another way, say: start again.',
      'The tale is told. Say start again, and there will be fog and a landing once more. What will it be?',
    ],
    'epilogue.recap': ['You settled what became of the bell, and the night on the river ended.'],
    'epilogue.restart': ['Let us turn the page back. It is night once more, and nothing is settled.'],

    'marta.chat': [
      '[Marta] I am no great talker. Ask me about the bell, the miller, or the river, and you will get an answer.',
      '[Marta] I am listening. But be plain: is it about the boat, the fog, or what is ringing?',
      '[Marta] What is it, then? My Pavel, the bell, or the price?',
    ],
    'marta.bell': [
      "[Marta] It hung here since my grandfather's day, and boats steered by it in fog. Then it was gone. Now it rings from the river, and they turn towards it and drown. It belongs on that post. Will you help?",
      '[Marta] I do not want it for its looks. Without a bell, people die in the fog, and there is the whole story. So, do we haul it up?',
    ],
    'marta.boat': [
      '[Marta] She is a good boat, she carries flour by the sack. But I take nobody across while that thing rings, or it will lead us into the deep. First the bell, then the crossing. Agreed?',
    ],
    'marta.river': [
      '[Marta] A river like any other, until the fog comes down. Then not even I can see the bank. I used to listen for the bell. What should I listen for now?',
    ],
    'marta.anton': [
      '[Marta] Anton is the miller, out on the island downstream. He buried his daughter, or would have, had there been anything to bury. Not a word to anyone since. Do you want to ask him yourselves?',
    ],
    'marta.pavel': [
      '[Marta] Pavel was my husband. He went out in the fog, and there was no bell any more. They found the boat. Do not ask me more. Help me instead.',
    ],
    'marta.nadia': [
      "[Marta] Nadia, the miller's girl. She drowned at the weir in spring. She sang so clear that we heard it over here. If you hear her in the fog, do not answer. Promise me?",
    ],
    'marta.price': [
      '[Marta] Put your money away. There is one price: the bell on its post. After that you cross for nothing, every day if you like. Is it a bargain?',
    ],
    'marta.lantern': [
      "[Marta] That was Pavel's lantern. It may not save you in the fog, but it will show you what is in the water. I would not go without a flame.",
    ],
    'marta.self': [
      '[Marta] I am Marta, and I take people over the river. I want the bell to hang where it hung. And what do you want?',
    ],
    'anton.chat': [
      '[Anton] Lower your voice, you will frighten her. Did you come about the bell, or about Nadia?',
      '[Anton] I have lost the habit of people. Ask about the winch, the rope, whatever you like. Only touch nothing.',
      '[Anton] Everybody wants something. Marta does, you do. Will anyone ask what I want?',
    ],
    'anton.bell': [
      '[Anton] On the post it was a lump of brass. In the water it has her voice. Listen, do not hurry. How could one hang such a thing on a post?',
    ],
    'anton.nadia': [
      '[Anton] The wind took her ribbon, and Nadia ran onto the weir after it. They rang the bell for help, and nobody came. Since then I hear her only here. Would you take her from me?',
    ],
    'anton.marta': [
      '[Anton] Marta is angry because she cannot sleep at night either. Tell her I did not know that Pavel would go out. I truly did not. Will you tell her?',
    ],
    'anton.rope': [
      '[Anton] A good rope, I twisted it myself. And the knife... the knife is for work. Why do you look at me like that? Ask me straight.',
    ],
    'anton.winch': [
      '[Anton] It lifted sacks, and then timber. It would lift the bell, too, if I freed it. And I will not. Or have you something to say to me?',
    ],
    'anton.river': [
      '[Anton] The river takes, and does not give back. But tie a thing well enough, and at least it answers. Have you left nobody in it?',
    ],
    'anton.self': ['[Anton] A miller. A father. I no longer know what else. I sit, I listen. Will you sit, too?'],
  },
};
