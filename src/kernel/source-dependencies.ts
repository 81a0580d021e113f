import type ts from 'typescript';

/** What TypeScript's types leave out of a program. */
interface ResolvedProgram {
  forEachResolvedModule(
    act: (found: { resolvedModule?: ts.ResolvedModule }) => void,
    file: ts.SourceFile,
  ): void;
}

/**
 * The names of the files with code that a file imports, directly or not,
 * itself included; files that only declare types are left out.
 */
export function sourceDependencies(
  program: ts.Program,
  file: ts.SourceFile,
): string[] {
  const resolved = program as unknown as ResolvedProgram;
  // A set gives what is added to it while one goes through it, too.
  const found = new Set<ts.SourceFile>([file]);
  for (const importing of found) {
    resolved.forEachResolvedModule(({ resolvedModule }) => {
      const name = resolvedModule?.resolvedFileName ?? '';
      const imported = program.getSourceFile(name);
      if (imported && !imported.isDeclarationFile) found.add(imported);
    }, importing);
  }
  return [...found].map(({ fileName }) => fileName);
}
