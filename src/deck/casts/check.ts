import { compareMoments } from './compare.ts';
import { recordScene } from './record.ts';
import { loadScene, readCast } from './scenes.ts';
import { replay } from './screen.ts';

/**
 * Runs a scene again and returns how the screens at its markers differ from
 * the recorded ones, in sentences.
 * @throws WorkError where there is no recording, or the scene fails
 */
export async function checkCast(name: string): Promise<string[]> {
  const scene = await loadScene(name);
  const recorded = await replay(readCast(name));
  const now = await replay(await recordScene(scene));
  return compareMoments(recorded, now, scene.masks);
}
