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
  return parse(compiler, declarations)
    .map((statement) => {
      const names = valueNames(compiler, statement);
      return names
        ? withValues(compiler, statement, names.filter(isDefined))
        : statement.getText();
    })
    .join('\n');
}

/** Returns the declarations of some values, and nothing else. */
export function declarationsOfValues(
  compiler: TypeScript,
  declarations: string,
  wanted: readonly string[],
): string {
  return parse(compiler, declarations)
    .map((statement) => {
      const names = valueNames(compiler, statement) ?? [];
      const kept = names.filter((name) => wanted.includes(name));
      return `\n${withValues(compiler, statement, kept)}`;
    })
    .join('');
}

/** The values that a statement declares; undefined where it is no such. */
function valueNames(
  compiler: TypeScript,
  statement: ts.Statement,
): string[] | undefined {
  if (compiler.isVariableStatement(statement)) {
    const { declarations } = statement.declarationList;
    return declarations.map(({ name }) => name.getText());
  }
  const isValue =
    compiler.isFunctionDeclaration(statement) ||
    compiler.isClassDeclaration(statement) ||
    compiler.isEnumDeclaration(statement);
  return isValue && statement.name ? [statement.name.text] : undefined;
}

/** The text of a statement that declares no other values than these. */
function withValues(
  compiler: TypeScript,
  statement: ts.Statement,
  names: readonly string[],
): string {
  if (names.length === 0) return '';
  const text = statement.getText();
  if (!compiler.isVariableStatement(statement)) return text;
  const { declarations } = statement.declarationList;
  const start = declarations[0]?.getStart() ?? 0;
  const kept = declarations
    .filter(({ name }) => names.includes(name.getText()))
    .map((declaration) => declaration.getText());
  return `${text.slice(0, start - statement.getStart())}${kept.join(', ')};`;
}

function parse(
  compiler: TypeScript,
  declarations: string,
): readonly ts.Statement[] {
  const latest = compiler.ScriptTarget.ESNext;
  const withParents = true;
  return compiler.createSourceFile(
    'declarations.d.ts',
    declarations,
    latest,
    withParents,
  ).statements;
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
  const namespaces = (text: string) =>
    parse(compiler, text).filter((each) => compiler.isModuleDeclaration(each));
  const namesLater = new Set(namespaces(later).map(({ name }) => name.text));
  return namespaces(earlier)
    .filter(({ name }) => !names.has(name.text) && !namesLater.has(name.text))
    .map((each) => `\n${earlier.slice(each.pos, each.end).trim()}`)
    .join('');
}
