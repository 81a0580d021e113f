import type ts from '@tslab/typescript-for-tslab';

/** What the compiler notes in a file of the modules that it imports. */
interface ResolvedFile extends ts.SourceFile {
  readonly resolvedModules?: {
    forEach(act: (found: { resolvedModule?: ts.ResolvedModule }) => void): void;
  };
}

/**
 * The names of the files with code that a file imports, directly or not,
 * itself included; files that only declare types are left out.
 */
export function sourceDependencies(
  program: ts.Program,
  file: ts.SourceFile,
): string[] {
  // A set gives what is added to it while one goes through it, too.
  const found = new Set<ResolvedFile>([file]);
  for (const { resolvedModules } of found) {
    resolvedModules?.forEach(({ resolvedModule }) => {
      const name = resolvedModule?.resolvedFileName ?? '';
      const imported = program.getSourceFile(name);
      if (imported && !imported.isDeclarationFile) found.add(imported);
    });
  }
  return [...found].map(({ fileName }) => fileName);
}
