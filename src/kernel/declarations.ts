import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/**
 * Returns the declarations of a cell that broke off, without those of values
 * that it never came to define. Types stay.
 */
export function declarationsOfDefined(
  compiler: TypeScript,
  declarations: string,
  isDefined: (name: string) => boolean,
): string {
  const file = compiler.createSourceFile(
    'declarations.d.ts',
    declarations,
    compiler.ScriptTarget.ESNext,
  );
  return file.statements
    .map((statement) => keep(compiler, file, statement, isDefined))
    .join('\n');
}

function keep(
  compiler: TypeScript,
  file: ts.SourceFile,
  statement: ts.Statement,
  isDefined: (name: string) => boolean,
): string {
  const text = statement.getText(file);
  if (compiler.isVariableStatement(statement)) {
    const { declarationList } = statement;
    const kept = declarationList.declarations.filter(({ name }) =>
      isDefined(name.getText(file)),
    );
    const head = text.slice(
      0,
      (declarationList.declarations[0]?.getStart(file) ?? 0) -
        statement.getStart(file),
    );
    const rest = kept.map((declaration) => declaration.getText(file));
    return kept.length > 0 ? `${head}${rest.join(', ')};` : '';
  }
  const isValue =
    compiler.isFunctionDeclaration(statement) ||
    compiler.isClassDeclaration(statement) ||
    compiler.isEnumDeclaration(statement);
  const name = isValue ? statement.name?.text : undefined;
  return name === undefined || isDefined(name) ? text : '';
}

/**
 * Returns the namespaces that earlier cells declared: tslab keeps none of them
 * for the cell after the next. Left out are those whose name is declared anew.
 */
export function namespacesIn(
  compiler: TypeScript,
  earlier: string,
  later: string,
  names: ReadonlySet<string>,
): string {
  const latest = compiler.ScriptTarget.ESNext;
  const parse = (text: string) =>
    compiler
      .createSourceFile('declarations.d.ts', text, latest)
      .statements.filter((each) => compiler.isModuleDeclaration(each));
  const namesLater = new Set(parse(later).map(({ name }) => name.text));
  return parse(earlier)
    .filter(({ name }) => !names.has(name.text) && !namesLater.has(name.text))
    .map((each) => `\n${earlier.slice(each.pos, each.end).trim()}`)
    .join('');
}
