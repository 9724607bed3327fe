import { expect, it } from 'vitest';
import { normaliseBaseUrl } from './base-url.ts';

it.each([
  ['https://h.example', 'https://h.example'],
  [' https://h.example/ ', 'https://h.example'],
  ['https://h.example/v1', 'https://h.example'],
  ['https://h.example/v1/', 'https://h.example'],
  ['https://h.example/api', 'https://h.example/api'],
  ['https://h.example/api/v1//', 'https://h.example/api'],
  ['http://127.0.0.1:8080/v12', 'http://127.0.0.1:8080/v12'],
  ['', null],
  ['  ', null],
  ['/v1', null],
  ['h.example', null],
  ['localhost:11434', null],
  ['file:///etc', null],
])('[M1] %s is asked at %s', (given, expected) => {
  expect(normaliseBaseUrl(given)).toBe(expected);
});
