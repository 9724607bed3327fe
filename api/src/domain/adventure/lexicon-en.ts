import type { Lexicon } from './lexicon.ts';
import { parsePatterns } from './words.ts';

/** How English-speaking players say what they do. Apostrophes are dropped: `don't` is `dont`. */
export const englishLexicon: Lexicon = {
  language: 'en',
  intents: {
    look: parsePatterns(
      'look_at looks_at looking_at look_in look_into look_inside look_over look_under look_down look_through look_closely look_closer look_behind look_toward look_towards look_up_at take_a_look have_a_look taking_a_look have_a_closer_look take_a_closer_look get_a_look check check_out checking checks examin* inspect* study studying investigat* peer peering peers survey* scan scanning observe gaze gazing stare staring glance glancing lean_over peek peeking watch watching see_what see_if see',
    ),
    search: parsePatterns('search* look_for looking_for find finding hunt_for seek track_down locate'),
    approach: parsePatterns(
      'approach* walk_up_to go_up_to step_up_to come_up_to walk_over_to go_over_to step_over_to step_closer get_closer move_closer go_near walk_to',
    ),
    touch: parsePatterns(
      'touch* feel feeling run_my_hand run_my_fingers put_my_hand stick_my_hand dip_my_hand reach_into reach_for pat stroke reach_down',
    ),
    listen: parsePatterns('listen* hear_what hear_where hark'),
    go: parsePatterns(
      'go goes going head heading heads travel* set_off walk walking cross crossing_over sail sailing move moving ride take_us bring_us carry_us ferry_us get_to get_across make_our_way make_for proceed go_to steer_for float drift_to',
    ),
    depart: parsePatterns(
      'let_us_go let_us_set_off set_off set_out push_off cast_off lets_go shove_off get_going get_moving head_out lets_move were_off take_us_out',
    ),
    row: parsePatterns(
      'row rows rowing paddle paddling steer steering pole_the work_the_oars man_the_oars pull_on_the_oars pull_the_oars',
    ),
    follow: parsePatterns('follow* toward towards along hand_over_hand after_the'),
    enter: parsePatterns(
      'get_in get_into get_on getting_in climb_in climb_into climb_aboard board boarding hop_in hop_into hop_on jump_in jump_into step_into step_aboard enter go_inside go_into go_in walk_in',
    ),
    back: parsePatterns('back return_to turn_around turn_round turn_us_around'),
    leave: parsePatterns(
      'leave leaves leaving let_it_be let_*_stay let_*_*_stay let_*_hang let_*_*_hang let_*_*_ring let_it_go_on let_it_hang let_it_stay let_it_ring let_it_rest walk_away get_out_of go_away abandon keep_it_there run_away flee',
    ),
    talk: parsePatterns(
      'talk* speak speaking chat_with chat_to greet introduce_myself introduce_ourselves have_a_word strike_up converse',
    ),
    say: parsePatterns('say says saying tell tells telling'),
    greet: parsePatterns('hello hi good_evening greetings'),
    ask: parsePatterns('ask* tell_me tell_us question_her question_him inquire enquire find_out_from explain'),
    tell: parsePatterns('tell_him tell_anton tell_the_miller say_to_him mention inform tell_the_old_man'),
    show: parsePatterns('show* hold_up hold_out present'),
    accuse: parsePatterns(
      'accus* confront* you_cut you_sank you_stole you_did_it you_drowned call_him_out why_did_you_cut it_was_you admit confess we_know_you i_know_you we_know_what_you',
    ),
    take: parsePatterns(
      'take takes taking grab grabs grabbing pick_up picking_up pick_the get_the fetch borrow snatch lift_off seize catch_hold grab_hold take_hold',
    ),
    steal: parsePatterns('steal* nick pinch swipe make_off hijack thieve'),
    give: parsePatterns('give gives giving hand_her hand_him hand_over offer offers offering'),
    pay: parsePatterns('pay pays paying bribe bribing bribes'),
    want: parsePatterns(
      'i_want we_want want_to id_like wed_like i_need we_need can_i can_we could_i could_we may_i may_we let_me lend* give_me give_us',
    ),
    use: parsePatterns('use uses using make_use_of'),
    light: parsePatterns(
      'light lights lighting shine shining shines illuminate raise_the_lantern hold_up_the_lantern lift_the_lantern hold_the_lantern',
    ),
    open: parsePatterns('open opens opening'),
    knock: parsePatterns('knock* tap rap'),
    ring: parsePatterns('ring_the ringing_the ring_it strike striking hit_the strike_the sound_the'),
    read: parsePatterns('read reads reading decipher make_out'),
    climb: parsePatterns('climb climbs climbing scale'),
    pull: parsePatterns(
      'pull pulls pulling haul hauls hauling heave heaving lift lifts lifting raise raises raising drag dragging tug tugging yank hoist bring_up bring_it_up get_it_up draw_up reel winch_it',
    ),
    turn: parsePatterns(
      'turn_the crank cranking wind wind_the work_the_winch put_our_backs put_my_back work_the_handle turn_that',
    ),
    cut: parsePatterns('cut cuts cutting sever slice slash chop saw saw_through hack'),
    drop: parsePatterns(
      'drop_it drop_the let_it_sink sink_it sink_the let_it_fall let_it_drop let_go_of_the_rope send_it_down let_the_bell_sink',
    ),
    attack: parsePatterns(
      'attack* fight fighting hit_him hit_her punch stab shove push_him push_her push_the_old push_anton tackle draw_my grapple wrestle tie_him tie_her tie_up restrain knock_him knock_her swing_at overpower rush_him',
    ),
    threaten: parsePatterns(
      'threat* intimidat* scare frighten force_him force_her make_him make_her demand demanding demands order_him',
    ),
    sneak: parsePatterns(
      'sneak* creep creeping creeps quietly stealth* tiptoe unseen unnoticed without_being_seen without_her_noticing without_him_noticing behind_her_back behind_his_back slip_past slip_away slip_by slip_around silently while_she_isnt_looking while_he_isnt_looking when_shes_not_looking when_hes_not_looking while_shes_not_looking crawl',
    ),
    swim: parsePatterns(
      'swim* dive diving dives jump_in_the_water jump_into_the_water jump_in_the_river jump_into_the_river wade plunge go_for_a_swim jump_overboard',
    ),
    help: parsePatterns('help* assist lend_a_hand give_a_hand'),
    agree: parsePatterns(
      'agree* accept* well_do_it ill_do_it its_a_deal count_me_in count_us_in were_in im_in deal we_will_do_it ill_help well_help',
    ),
    refuse: parsePatterns('refuse* decline no_way not_a_chance forget_it'),
    wait: parsePatterns(
      'wait waits waiting sit sits sitting stay stays staying bide rest_here sit_down hold_still do_nothing stand_still',
    ),
    sleep: parsePatterns('sleep sleeping lie_down nap rest rest_until camp'),
    call: parsePatterns('call call_out calling shout* yell* cry_out holler hail hailing scream whistle'),
    persuade: parsePatterns(
      'persuad* convinc* talk_him_into talk_him_out talk_him_round plead* beg begs begging reason_with appeal_to implore let_her_go let_it_go let_go let_*_go let_*_*_go forgiv* give_it_back give_the_bell_back give_back please_give forgive_yourself negotiat* urge coax',
    ),
    comfort: parsePatterns('comfort* console consoling soothe sympath* hug sorry_for condolences calm_him put_a_hand put_my_arm'),
    return: parsePatterns(
      'return hang_it hang_the_bell bring_it_back bring_the_bell_back bring_back put_it_back put_the_bell_back take_it_back',
    ),
    restart: parsePatterns('again restart start_over from_the_beginning from_the_start another_go once_more play_again new_game'),
  },
  shortIntents: {
    agree: parsePatterns('yes yeah yep sure ok okay fine alright ready lets_go aye absolutely of_course'),
    refuse: parsePatterns('no nope nah'),
    depart: parsePatterns('onward onwards forward'),
    call: parsePatterns('ahoy'),
    look: parsePatterns('look'),
    listen: parsePatterns('hush'),
  },
  negations: parsePatterns('not dont doesnt didnt wont wouldnt cant cannot couldnt shouldnt never no without isnt arent'),
  falseNegations: parsePatterns(
    'why_dont why_not cant_we cant_i couldnt_we shouldnt_we without_being without_her without_him isnt_looking not_looking no_way not_a_chance no_matter not_only without_a_sound dont_we',
  ),
  auxiliaries: parsePatterns(
    'want_to want to going gonna going_to go_to try trying to be the a an my your his her its that this any anything i we you really think even just',
  ),
  conjunctions: ['but', 'instead', 'however'],
  questionWords: parsePatterns('who whos what whats where wheres why when how hows which whose'),
  questionStarts: parsePatterns('is are does do did can could will would was were has have should may might'),
  fillers: parsePatterns(
    'come everyone everybody quiet quietly_now everything things nothing way until till dawn morning keep i we im ill well were id wed ive weve the a an to at in on of for with from into onto up down over by it its that this these those there here my our your his her their them they he she him us me you and or then now so just very really slowly quickly carefully quietly gently closely a_bit little try tries trying want wants going gonna go lets let please maybe again still also too some any around about out off away over together first next ahead while moment minute second okay ok alright yes yeah hey um uh oh hm hmm like would could can should will shall do does did be am is are was bit more time be back character hero hand hands all as hard strength might two what if near nearby side beside our heads for_a_while long enough once',
  ),
  vocatives: parsePatterns('dm gm game_master dungeon_master master narrator skald scald storyteller dee_em'),
  questions: [
    {
      id: 'options',
      pattern:
        / what (can|could|should|do|would|are|else can|else could|am|might) (i|we|you|our|my)( \S+)? (do|try|options|choices|supposed|doing)( |$)| what (is|are) (my|our|the) (options|choices)| what now $| what next $| whats next $| (our|my) options $|^ help( me| us| please)?( out)? $| what can (be done|we)( here)? $| any (hints|ideas|suggestions)| (give|need) (me |us )?(a )?hint| where (can|could|should|do) (i|we) go| what is there to do | whats there to do | i dont know what to do | how do (i|we) (start|begin)/u,
    },
    {
      id: 'where',
      pattern:
        / where (are|am|is) (we|i|this)( |$)| where (exactly )?are we | what( is|s)? (is )?this place| what place is this| where in the world/u,
    },
    {
      id: 'see',
      pattern:
        / what (do|can|could|else do|else can) (i|we|you)( \S+)? see( |$)| look(s|ing)? (around|round|about)( |$)| (what|whats|what is) (is )?(around|in front of|nearby|here|going on|happening|over there)( |$)| describe | survey the (area|scene|place)| take in (the|my|our) | take a look around| have a look around| who( is|s| else is)? (here|there|present|around|with us) | what is it like here/u,
    },
    {
      id: 'who',
      pattern:
        / who are you| what are you | (are|r) you (a |an |even |really |just )*(real|human|ai|bot|robot|person|script|computer|program|machine|alive|recording|chatbot|llm)( |$)| who am i (talking|speaking) to| whats your name| what is your name| what can you do /,
    },
    {
      id: 'how',
      pattern:
        / how (does|do) (this|it|the game|the dice|everything|i|we|you) (work|play|talk|roll|use)( |$)|^ ((can |may )?(i|we|ill)( want to)? |let me )?roll (a |the |for |my |some )?(dice|die|d20|initiative|perception|stealth|athletics|persuasion|insight|check|\S+ check) | what are the rules| explain the rules| how (to|do we|do i) (play|roll)| (where are|where do i roll) (the|my) dice| how is this played/,
    },
    {
      id: 'repeat',
      pattern:
        / repeat( |$)| say (that|it) again| (didnt|did not) (hear|catch|get|understand)( that| it| you| a)( |$)| what did you say| come again | one more time please| pardon /,
    },
    {
      id: 'greeting',
      pattern: /^ (hello|hi|hey|good evening|greetings|hiya|howdy)( (there|dm|gm|everyone|all|master|narrator|skald|friend))* $/,
    },
  ],
  whoIs: / (who is|whos|who was|who are) /,
};
