import { z } from 'zod';
import type { Language } from './language.ts';
import { RULE_SENTENCES } from './rule-errors.ts';

/** What went wrong, for programs; the sentences for people, in both languages. */
export const SENTENCES = {
  ...RULE_SENTENCES,
  bad_request: { en: 'This request could not be read.', ru: 'Этот запрос не удалось прочитать.' },
  unknown_message: { en: 'This message is not known here.', ru: 'Такое сообщение здесь неизвестно.' },
  too_large: { en: 'This message is too large.', ru: 'Это сообщение слишком большое.' },
  rate_limited: {
    en: 'Too many requests. Wait a moment and try again.',
    ru: 'Слишком много запросов. Подождите немного и попробуйте снова.',
  },
  version_mismatch: { en: 'This page is out of date. Reload it.', ru: 'Эта страница устарела. Обновите её.' },
  link_invalid: { en: 'This link leads to no table. Ask for a new one.', ru: 'По этой ссылке стола нет. Попросите новую.' },
  link_revoked: {
    en: 'The host has replaced this link. Ask for the new one.',
    ru: 'Хозяин стола заменил эту ссылку. Попросите новую.',
  },
  table_expired: { en: 'This table has expired and was deleted.', ru: 'Срок этого стола истёк, он удалён.' },
  table_full: { en: 'All seats at this table are taken.', ru: 'Все места за этим столом заняты.' },
  table_locked: { en: 'The host has locked this table for newcomers.', ru: 'Хозяин стола закрыл его для новых игроков.' },
  seat_removed: { en: 'The host has removed you from this table.', ru: 'Хозяин стола удалил вас из-за него.' },
  room_closed: { en: 'This table was closed for good.', ru: 'Этот стол закрыт насовсем.' },
  seat_superseded: {
    en: 'Your seat was taken over in another tab or device.',
    ru: 'Ваше место открыто в другой вкладке или на другом устройстве.',
  },
  name_invalid: { en: 'A name is one line of 1 to 40 visible characters.', ru: 'Имя — одна строка, от 1 до 40 видимых знаков.' },
  unauthorised: { en: 'This needs a valid link.', ru: 'Для этого нужна действующая ссылка.' },
  forbidden: { en: 'You may not do this.', ru: 'Вам это нельзя.' },
  token_invalid: { en: 'The access pass is not valid.', ru: 'Пропуск недействителен.' },
  token_expired: { en: 'The access pass has expired.', ru: 'Срок пропуска истёк.' },
  lease_outdated: { en: 'A newer Dungeon Master has taken the chair.', ru: 'Место занял более новый ведущий.' },
  not_found: { en: 'There is nothing here.', ru: 'Здесь ничего нет.' },
  not_ready: { en: 'Not ready yet. Try again in a moment.', ru: 'Ещё не готово. Попробуйте через мгновение.' },
  out_of_order: { en: 'This came out of order and was ignored.', ru: 'Это пришло не по порядку и пропущено.' },
  timeout: { en: 'No answer came in time.', ru: 'Ответ не пришёл вовремя.' },
  unavailable: {
    en: 'This part of Skald is not reachable now. It reconnects by itself.',
    ru: 'Эта часть Skald сейчас недоступна. Связь восстановится сама.',
  },
  draining: {
    en: 'This server is going down for an update. Try again in a minute.',
    ru: 'Сервер обновляется. Попробуйте через минуту.',
  },
  media_unsupported: {
    en: 'This browser cannot do what the voice room needs.',
    ru: 'Этот браузер не умеет того, что нужно голосовой комнате.',
  },
  sheet_not_json: {
    en: 'This is not JSON. Copy the whole file once more.',
    ru: 'Это не JSON. Скопируйте файл целиком ещё раз.',
  },
  sheet_too_deep: { en: 'This file is nested too deeply.', ru: 'У этого файла слишком глубокая вложенность.' },
  sheet_format_unknown: {
    en: 'This is no character of Skald, Foundry (dnd5e) or D&D Beyond.',
    ru: 'Это не персонаж Skald, Foundry (dnd5e) или D&D Beyond.',
  },
  characters_full: {
    en: 'This table keeps no more characters. Take one that nobody plays.',
    ru: 'Больше персонажей за этим столом не хранится. Возьмите того, за кого никто не играет.',
  },
  picture_unreadable: {
    en: 'This picture cannot be read. PNG, JPEG and WebP of up to 40 megapixels can.',
    ru: 'Эту картинку не прочитать. Подходят PNG, JPEG и WebP до 40 мегапикселей.',
  },
  pictures_full: {
    en: 'There is no more room for pictures at this table.',
    ru: 'Места для картинок за этим столом больше нет.',
  },
  internal: { en: 'Something broke on our side. Nothing was changed.', ru: 'У нас что-то сломалось. Ничего не изменено.' },
} as const satisfies Record<string, Record<Language, string>>;

export type ErrorCode = keyof typeof SENTENCES;

const codes = Object.keys(SENTENCES) as [ErrorCode, ...ErrorCode[]];
export const errorCodeSchema = z.enum(codes);

/** What crosses a process when something failed: the code, and a sentence in the user's language. */
export const errorBodySchema = z.object({ code: errorCodeSchema, message: z.string().max(500) });
export type ErrorBody = z.infer<typeof errorBodySchema>;

/** The sentence for a person; `bad_request` details are never part of it. */
export function sentence(code: ErrorCode, language: Language): string {
  return SENTENCES[code][language];
}

export function errorBody(code: ErrorCode, language: Language): ErrorBody {
  return { code, message: sentence(code, language) };
}

/** An error that may be told to the other end. `detail` is for logs on our side and never crosses. */
export class ProtocolError extends Error {
  readonly code: ErrorCode;
  constructor(code: ErrorCode, detail?: string, options?: ErrorOptions) {
    super(detail ?? code, options);
    this.name = 'ProtocolError';
    this.code = code;
  }
}
