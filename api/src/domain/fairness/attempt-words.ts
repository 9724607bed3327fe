/** Words that carry no meaning of their own, in both languages. */
export const STOP_WORDS: ReadonlySet<string> = new Set(
  (
    'a an the to of in on at by for from with without into onto over under off up down out through past again once more and or my his her its their our ' +
    'your i he she it we they me him them this that these those some any all very just now then please trying carefully quietly quickly ' +
    'hard harder slowly gently another time way attempt check roll skill test while still not near around about using own self myself himself herself ' +
    'и или а но в во на над под при у о об от до из изо за по к ко с со без для через мимо между еще раз снова опять же бы ли не ни уже ' +
    'я ты он она оно мы вы они мне мной меня ему ей его ее их им нас нам свой своя свое свои своей своего своим своими мой моя мое мои этот эта это эти ' +
    'тот та то те весь вся все очень просто теперь сейчас потом тихо тихонько осторожно аккуратно быстро медленно сильно сильнее изо всех сил ' +
    'проверка проверку бросок навык навыка попытка попытку помощью этой этого этом этим другой другим способом'
  ).split(' '),
);

/**
 * Words that only say again what the skill says already, or the part that any door or chest has: whether one forces, smashes
 * or kicks the door, it is the door. `*` stands for any ending.
 */
export const GENERIC_WORDS: readonly string[] = (
  'try want pick picks lock locks unlock open opening break broke broken breaking force forcing smash bash kick push pull lift move moving knock hack ' +
  'get getting got look search find finding found inspect examine examining investigate study notice spot listen hear sneak hide hiding hid ' +
  'creep slip climb jump leap swim run running walk go going cross persuade persuading convince talk ask beg plead deceive lie bluff intimidate threaten ' +
  'scare trick fool steal stealing stole take taking took grab snatch sense read recall remember know make making made do doing shoulder foot fist ' +
  'пыта* попыт* попроб* пробу* пробов* хочу хочет хотим стара* взлом* взламыв* ломаю ломать ломает сломать сломаю слом* вылом* вылам* выбив* выбить вышиб* открыв* открыть ' +
  'открою отпир* отпер* вскрыв* вскрыть толка* тяну тянуть подним* подня* сдвин* двига* ищу искать поиск обыск* обыщ* осмотр* осматр* смотр* гляжу гляд* изуч* ' +
  'исслед* замеч* замет* слуша* прислуш* слыш* крадусь красться подкрад* прокрад* прокрасться прячусь прятаться спрят* скрыться лезу лезть залез* влез* карабк* ' +
  'прыга* прыгн* перепрыг* плыву плыть бегу бежать иду идти пройти убежд* убеди* уговар* уговор* прошу просить угрож* запуг* обман* вру кража краду украсть ' +
  'стащ* беру взять возьму хватаю чувств* читаю вспом* знаю делаю сдела* замок замк* отмыч* плечом ногой кулак*'
).split(' ');

/** Beginnings of words for what happens anew each time it is rolled. */
export const HAPPENINGS: readonly string[] = (
  'attack damage initiative save saving death hit strike heal smite shot shoot ' +
  'атак урон инициатив спас смерт удар попадан лечен исцел выстрел'
).split(' ');
