import { useConsole, useConsoleState } from './context.ts';
import { sceneNamed, sceneOf } from '../state/guide.ts';
import type { GuideTarget, SceneName } from '../state/guide.ts';

/** What the first-run guide shows now; undefined: nothing. */
export function useScene(): SceneName | undefined {
  const { layout } = useConsole();
  return useConsoleState((state) => sceneOf(state, layout.unanswered));
}

/** For the control of this name: a ring around it while the guide speaks of it. */
export function useRing(target: GuideTarget): { readonly 'data-ring'?: true } {
  const scene = useScene();
  return scene !== undefined && sceneNamed(scene).rings.includes(target) ? { 'data-ring': true } : {};
}
