import type ts from 'typescript';
import type { TypeScript } from './typescript.ts';

/** "Variable 'page' is used before being assigned." */
const usedBeforeAssigned = 2454;

/**
 * Tells whether the compiler complains about a function that reads one of the
 * cell's variables, to which the cell never assigns. A later cell may.
 */
export function isDeferredRead(
  compiler: TypeScript,
  { code, file: cell, start }: ts.Diagnostic,
): boolean {
  if (code !== usedBeforeAssigned || !cell || start === undefined) return false;
  let isInFunction = false;
  let node: ts.Node | undefined = cell;
  let innermost: ts.Node = cell;
  while (node) {
    innermost = node;
    isInFunction ||= compiler.isFunctionLike(node);
    node = compiler.forEachChild(node, (child) =>
      child.pos <= start && start < child.end ? child : undefined,
    );
  }
  return isInFunction && isOwnVariable(compiler, cell, innermost.getText(cell));
}

function isOwnVariable(
  compiler: TypeScript,
  cell: ts.SourceFile,
  name: string,
): boolean {
  return cell.statements
    .filter((each) => compiler.isVariableStatement(each))
    .flatMap(({ declarationList }) => declarationList.declarations)
    .some((declaration) => declaration.name.getText(cell) === name);
}
