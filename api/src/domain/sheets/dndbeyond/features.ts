import type { Character } from '@skald/protocol';
import { entryIdOf } from '../finish.ts';
import { clipText, htmlToText } from '../text.ts';
import { at, objectsOf, type JsonObject } from '../tree.ts';
import { nameOf } from './attacks.ts';
import { modifierOfScore, type SheetContext } from './context.ts';
import { abilityOfId, recoveryOf } from './ids.ts';
import { LIST_MAX, numberOf, textOf } from './modifiers.ts';

type Feature = Character['features'][number];
const TEXT_MAX = 4_000;
/** `operator` of limited uses. */
const TIMES = 2;

/** Features of classes that are reached, traits of the species, feats, the background's feature; with the uses that their actions have. */
export function readFeatures(context: SheetContext): Feature[] {
  const { data } = context;
  const ofClasses = objectsOf(data.classes).flatMap((one) =>
    objectsOf(one.classFeatures)
      .map((feature) => at(feature, 'definition'))
      .filter((definition) => (numberOf(at(definition, 'requiredLevel')) ?? 0) <= (numberOf(one.level) ?? 0)),
  );
  const ofSpecies = objectsOf(at(data, 'race', 'racialTraits')).map((trait) => at(trait, 'definition'));
  const feats = objectsOf(data.feats).map((feat) => at(feat, 'definition'));
  const options = ['class', 'race', 'feat'].flatMap((source) =>
    objectsOf(at(data, 'options', source)).map((option) => at(option, 'definition')),
  );
  const definitions = objectsOf([...ofClasses, ...ofSpecies, ...feats, ...options].map((one) => one ?? null))
    .slice(0, LIST_MAX)
    .filter((one) => one.hideInSheet !== true);
  const actions = ['race', 'class', 'feat'].flatMap((source) => objectsOf(at(data, 'actions', source)).slice(0, LIST_MAX));
  const features = definitions.map((definition, index): Feature => {
    const action = actions.find((one) => one.componentId === definition.id && at(one, 'limitedUse', 'maxUses') !== undefined);
    return {
      id: entryIdOf('feature', numberOf(definition.id), index),
      name: nameOf(definition, index),
      text: clipText(htmlToText(textOf(definition.description) || textOf(definition.snippet)), TEXT_MAX),
      uses: action === undefined ? null : usesOf(action, context),
    };
  });
  const named = [...features, ...backgroundFeature(data)];
  return named.filter((one, index) => named.findIndex((other) => other.name === one.name && other.text === one.text) === index);
}

function backgroundFeature(data: JsonObject): Feature[] {
  const definition = at(data, 'background', 'definition');
  const name = textOf(at(definition, 'featureName'));
  if (name === '') return [];
  const text = clipText(htmlToText(textOf(at(definition, 'featureDescription'))), TEXT_MAX);
  return [{ id: 'feature-background', name: nameOf({ name }, 0), text, uses: null }];
}

/** A number, with an ability's modifier or the proficiency bonus added or multiplied where it says so. */
function usesOf(action: JsonObject, { abilities, proficiencyBonus }: SheetContext): Feature['uses'] {
  const limit = at(action, 'limitedUse');
  const ability = abilityOfId(at(limit, 'statModifierUsesId'));
  const ofAbility = ability === null ? null : modifierOfScore(abilities[ability]);
  const ofLevel = at(limit, 'useProficiencyBonus') === true ? proficiencyBonus : null;
  const base = numberOf(at(limit, 'maxUses')) ?? 0;
  const withAbility = combine(base, ofAbility, at(limit, 'operator') === TIMES);
  const max = Math.min(99, combine(withAbility, ofLevel, at(limit, 'proficiencyBonusOperator') === TIMES));
  if (max < 1 && ofAbility === null) return null;
  const spent = Math.max(0, numberOf(at(limit, 'numberUsed')) ?? 0);
  return { max: Math.max(1, max), spent: Math.min(Math.max(1, max), spent), recovers: recoveryOf(at(limit, 'resetType')) };
}

function combine(base: number, other: number | null, isProduct: boolean): number {
  if (other === null) return base;
  return isProduct ? Math.max(1, base) * other : base + other;
}
