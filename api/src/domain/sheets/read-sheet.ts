import type { Character, ImportProblem, Language, SheetFormat } from '@skald/protocol';
import type { Aside } from './aside.ts';
import { readDndBeyond, isDndBeyond } from './dndbeyond/read-dndbeyond.ts';
import { isFoundry, readFoundry } from './foundry/read-foundry.ts';
import { isSkald, readSkald } from './skald.ts';
import { isObject, readTree, type Json, type TreeFault } from './tree.ts';

/** What a file became. */
export interface ReadSheet {
  readonly format: SheetFormat;
  /** Null when it could not become a sheet; the problems say why. */
  readonly character: Character | null;
  readonly aside: Aside;
  readonly problems: readonly ImportProblem[];
}

export type SheetFault = TreeFault | 'sheet_format_unknown';

/** Reads the text of a file of any format that is known here; `language` is for the few words that an import adds. Never throws. */
export function readSheet(text: string, language: Language): ReadSheet | { readonly fault: SheetFault } {
  const read = readTree(text);
  return 'fault' in read ? read : readSheetTree(read.tree, language);
}

/** The same of a tree, which is taken apart while it is read. */
export function readSheetTree(tree: Json, language: Language): ReadSheet | { readonly fault: SheetFault } {
  if (!isObject(tree)) return { fault: 'sheet_format_unknown' };
  if (isSkald(tree)) return readSkald(tree);
  if (isFoundry(tree)) return readFoundry(tree, language);
  return isDndBeyond(tree) ? readDndBeyond(tree, language) : { fault: 'sheet_format_unknown' };
}
