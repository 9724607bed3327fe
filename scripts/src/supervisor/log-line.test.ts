import { describe, expect, it } from 'vitest';
import { presentLine } from './log-line.ts';

describe('a line at the terminal', () => {
  it.each([
    ['{"level":30,"msg":"table created"}', undefined],
    ['', undefined],
    ['{"level":40,"msg":"model is slow"}', '[api] warning: model is slow'],
    ['{"level":50,"msg":"store failed","err":{"message":"disk is full"}}', '[api] error: store failed (disk is full)'],
    ['{"level":50,"msg":"disk is full","err":{"message":"disk is full"}}', '[api] error: disk is full'],
    ['TypeError: x', '[api] TypeError: x'],
    ['{ not json', '[api] { not json'],
  ])('%s is shown as %s', (line, shown) => {
    expect(presentLine('api', line)).toBe(shown);
  });
});
