import { z } from 'zod';
import type { Scene } from '@skald/protocol';
import { sceneSchema } from '@skald/protocol';
import { defineTool, type ToolDesk } from './tool.ts';
import { ToolError } from './world.ts';

/** Writes down what has become true. The subject `scene` is the panel that everybody sees. */
export const updateFactTool = defineTool({
  name: 'update_fact',
  description:
    'Writes down a lasting fact that has just become true: who holds what, who is where, a promise, a debt, a relation. Also changes the scene ' +
    'that everybody sees: subject "scene" with predicate "title", "place", "mood" or "present" (names of everybody present, with commas between). ' +
    'Not for hit points or results of dice.',
  input: z.strictObject({
    subject: z.string().trim().min(1).max(80).describe('Whom or what it is about: a name, or "scene".'),
    predicate: z
      .string()
      .trim()
      .min(1)
      .max(60)
      .describe('Kind of fact, in English and snake_case: located_in, owns, promised, mood.'),
    object: z.string().trim().min(1).max(300).describe("What is true now, in the table's language."),
  }),
  doing: null,
  run(fact, desk) {
    if (fact.subject.toLowerCase() === 'scene') return setScene(desk, fact.predicate.toLowerCase(), fact.object);
    desk.world.updateFact(fact);
    return { noted: true };
  },
});

function setScene(desk: ToolDesk, predicate: string, object: string): unknown {
  const scene = sceneSchema.safeParse({ ...desk.scene, ...change(desk, predicate, object) });
  if (!scene.success) throw new ToolError('This is too long for the scene. Nothing was done.');
  desk.world.setScene(scene.data);
  desk.scene = scene.data;
  return { noted: true };
}

function change(desk: ToolDesk, predicate: string, object: string): Partial<Scene> {
  if (predicate === 'title') return { title: object };
  if (predicate === 'place') return { place: object };
  if (predicate === 'mood') return { mood: object };
  if (predicate === 'present') return { present: namesPresent(desk, object) };
  throw new ToolError('A scene has title, place, mood and present. Nothing was done.');
}

function namesPresent(desk: ToolDesk, list: string): Scene['present'] {
  const own = new Set(
    desk.world.seats.flatMap(({ player, character }) => [player, character ?? player].map((name) => name.toLowerCase())),
  );
  const names = list.split(/[,;]/u).flatMap((part) => (part.trim() === '' ? [] : [part.trim()]));
  return [...new Set(names)].map((name) => ({ name, isNpc: !own.has(name.toLowerCase()) }));
}
