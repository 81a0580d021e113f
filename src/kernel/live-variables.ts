import type ts from 'typescript';
import { isLocalExport } from './source-text.ts';
import type { TypeScript } from './typescript.ts';

/**
 * Gives a transformer that exports what a cell declares with `let` or `var`
 * where it is declared. tslab exports all names at a cell's end: then functions
 * of the cell keep to a variable of their own, and do not see it when a later
 * cell sets it.
 */
export function liveVariables(
  compiler: TypeScript,
): ts.TransformerFactory<ts.SourceFile> {
  const { factory } = compiler;
  const exported = factory.createModifier(compiler.SyntaxKind.ExportKeyword);

  function exportVariables(statement: ts.VariableStatement): ts.Statement {
    return factory.updateVariableStatement(
      statement,
      [exported],
      statement.declarationList,
    );
  }

  return () => (file) => {
    const live = file.statements.filter((each) => isAssignable(compiler, each));
    if (live.length === 0) return file;
    const names = new Set(
      live.flatMap(({ declarationList }) =>
        declarationList.declarations.flatMap(({ name }) =>
          namesIn(compiler, name),
        ),
      ),
    );
    const statements = file.statements.map((statement) => {
      if (isAssignable(compiler, statement)) return exportVariables(statement);
      return isLocalExport(compiler, statement)
        ? withoutNames(compiler, statement, names)
        : statement;
    });
    return factory.updateSourceFile(file, statements);
  };
}

/** A variable that a later cell may set. */
function isAssignable(
  compiler: TypeScript,
  statement: ts.Statement,
): statement is ts.VariableStatement {
  if (!compiler.isVariableStatement(statement)) return false;
  // `const`, `using` and `await using`.
  const { Constant } = compiler.NodeFlags;
  return (statement.declarationList.flags & Constant) === 0;
}

function withoutNames(
  compiler: TypeScript,
  statement: ts.ExportDeclaration,
  names: ReadonlySet<string>,
): ts.Statement {
  const { factory } = compiler;
  const clause = statement.exportClause;
  if (!clause || !compiler.isNamedExports(clause)) return statement;
  const kept = clause.elements.filter(({ name }) => !names.has(name.text));
  return factory.updateExportDeclaration(
    statement,
    statement.modifiers,
    statement.isTypeOnly,
    factory.updateNamedExports(clause, kept),
    undefined,
    undefined,
  );
}

/** The variables that a name or a destructuring pattern declares. */
function namesIn(compiler: TypeScript, name: ts.BindingName): string[] {
  if (compiler.isIdentifier(name)) return [name.text];
  return name.elements.flatMap((element) =>
    compiler.isBindingElement(element) ? namesIn(compiler, element.name) : [],
  );
}
