import type { ClassKey } from '@skald/protocol';
import type { ClassEntry } from './class-entry.ts';
import { ARCANE_CLASSES } from './classes/arcane.ts';
import { DIVINE_CLASSES } from './classes/divine.ts';
import { MARTIAL_CLASSES } from './classes/martial.ts';

/** The classes of the rules as they are at level 1. */
export const CLASS_TABLE: Readonly<Record<ClassKey, ClassEntry>> = { ...MARTIAL_CLASSES, ...DIVINE_CLASSES, ...ARCANE_CLASSES };
