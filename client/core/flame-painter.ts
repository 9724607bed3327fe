import type { FlameState } from './flame.ts';
import { NARRATOR_HUE } from './flame-mood.ts';

/** Draws a flame on a canvas: soft lights that add up, pale at the root, in its hue above, dark at the tip. */
export interface FlamePainter {
  paint(flame: FlameState): void;
}

/** Only amber burns in full colour: other hues look like paint at that strength. */
const NPC_STRENGTH = 0.62;
/** Colours along a spark's life. `turn` is added to the flame's hue. */
const STAGES = [
  { until: 0.2, turn: 4, saturation: 92, lightness: 76 },
  { until: 0.52, turn: 2, saturation: 88, lightness: 52 },
  { until: 1, turn: -14, saturation: 78, lightness: 36 },
] as const;
const SPRITE_SIZE = 64;
/** The hue is drawn in steps of this many degrees, so that sprites can be kept. */
const HUE_STEP = 4;

export function createFlamePainter(canvas: HTMLCanvasElement): FlamePainter {
  const context = canvas.getContext('2d');
  let hue = Number.NaN;
  let sprites: HTMLCanvasElement[] = [];
  return {
    paint(flame) {
      if (!context) return;
      const wanted = Math.round(flame.mood.hue / HUE_STEP) * HUE_STEP;
      if (wanted !== hue) {
        hue = wanted;
        const strength = Math.abs(hue - NARRATOR_HUE) < 12 ? 1 : NPC_STRENGTH;
        sprites = STAGES.map(({ turn, saturation, lightness }) =>
          drawSprite(canvas.ownerDocument, hue + turn * strength, saturation * strength, lightness),
        );
      }
      const { width, height } = canvas;
      context.clearRect(0, 0, width, height);
      context.globalCompositeOperation = 'lighter';
      for (const spark of flame.sparks) {
        const sprite = sprites[STAGES.findIndex((stage) => spark.age <= stage.until)];
        if (!sprite) continue;
        const size = spark.size * width * (1.15 - spark.age * 0.8) * 2;
        context.globalAlpha = Math.min(1, spark.age * 8) * (1 - spark.age) * 0.4;
        context.drawImage(sprite, spark.x * width - size / 2, spark.y * height - size * 0.62, size, size * 1.24);
      }
    },
  };
}

function drawSprite(document: Document, hue: number, saturation: number, lightness: number): HTMLCanvasElement {
  const sprite = document.createElement('canvas');
  sprite.width = sprite.height = SPRITE_SIZE;
  const context = sprite.getContext('2d');
  if (!context) return sprite;
  const middle = SPRITE_SIZE / 2;
  const gradient = context.createRadialGradient(middle, middle, 0, middle, middle, middle);
  gradient.addColorStop(0, `hsl(${hue} ${saturation}% ${lightness}% / 0.9)`);
  gradient.addColorStop(0.4, `hsl(${hue} ${saturation}% ${lightness}% / 0.38)`);
  gradient.addColorStop(1, `hsl(${hue} ${saturation}% ${lightness}% / 0)`);
  context.fillStyle = gradient;
  context.fillRect(0, 0, SPRITE_SIZE, SPRITE_SIZE);
  return sprite;
}
