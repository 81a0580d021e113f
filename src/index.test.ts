import assert from 'node:assert/strict';
import { dirname, join } from 'node:path';
import { suite, test } from 'node:test';
import ts from 'typescript';

const indexFile = join(import.meta.dirname, 'index.ts');

/** What TypeScript knows of the package, as an editor's tooltip shows it. */
function readExports() {
  const configFile = join(dirname(import.meta.dirname), 'tsconfig.json');
  const { config } = ts.readConfigFile(configFile, (file) =>
    ts.sys.readFile(file),
  ) as { config: unknown };
  const folder = dirname(configFile);
  const { options } = ts.parseJsonConfigFileContent(config, ts.sys, folder);
  const program = ts.createProgram([indexFile], options);
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(indexFile);
  const module = source && checker.getSymbolAtLocation(source);
  assert.ok(module, 'index.ts is a module');
  const exports = checker.getExportsOfModule(module).map((symbol) => {
    return checker.getAliasedSymbol(symbol);
  });
  return { checker, exports };
}

const { checker, exports } = readExports();

function isDescribed(symbol: ts.Symbol): boolean {
  return symbol.getDocumentationComment(checker).length > 0;
}

/** The members of an interface, inherited ones too; none for anything else. */
function membersOf(symbol: ts.Symbol): ts.Symbol[] {
  if (!(symbol.flags & ts.SymbolFlags.Interface)) return [];
  return checker.getPropertiesOfType(checker.getDeclaredTypeOfSymbol(symbol));
}

suite('what a learner may import has a tooltip', () => {
  test('there is something to import', () => {
    assert.ok(exports.length > 30);
  });

  for (const symbol of exports) {
    test(`for ${symbol.name} and its members`, () => {
      assert.ok(isDescribed(symbol), `${symbol.name} has no description`);
      const silent = membersOf(symbol).filter((member) => !isDescribed(member));
      assert.deepEqual(
        silent.map(({ name }) => name),
        [],
        'members without a description',
      );
    });
  }
});
