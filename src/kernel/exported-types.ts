/** The fields of a package.json that say where its types are. */
interface Manifest {
  readonly main?: string;
  readonly types?: string;
  readonly typings?: string;
  readonly exports?: Exports | { readonly '.'?: Exports };
}

type Exports = string | { readonly types?: unknown };

/**
 * Gives a package.json whose types are also where older ways of looking for
 * modules find them: at the top, if they are under `exports` only.
 */
export function liftExportedTypes(text: string): string {
  const manifest = JSON.parse(text) as Manifest;
  if (manifest.types ?? manifest.typings ?? manifest.main) return text;
  const types = typesOf(manifest.exports);
  return types === undefined ? text : JSON.stringify({ ...manifest, types });
}

function typesOf(exports: Manifest['exports']): string | undefined {
  if (typeof exports !== 'object') return undefined;
  const root = '.' in exports ? exports['.'] : (exports as Exports);
  if (typeof root !== 'object') return undefined;
  return typeof root.types === 'string' ? root.types : undefined;
}
