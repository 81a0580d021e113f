import Module, { createRequire } from 'node:module';
import { dirname, join, posix, relative } from 'node:path';
import type ts from 'typescript';
import type { CellScript } from './call-sites.ts';
import { importMeta } from './import-meta.ts';
import { sourceDependencies } from './source-dependencies.ts';
import {
  lookUpIn,
  transpileWithMaps,
  type MappedOutput,
} from './source-maps.ts';
import { findTopLevelAwait } from './top-level-await.ts';
import type { TypeScript } from './typescript.ts';

/**
 * The learner's own files that cells import, compiled: with their mistakes told
 * like a cell's, and taken anew when they change.
 */
export interface LocalModules {
  /** Compiles what a cell imports, as far as it has changed. */
  emit(compiler: TypeScript, program: ts.Program, cell: ts.SourceFile): void;
  /** What a cell in that folder calls for an import. */
  requireFrom(folder: string): NodeJS.Require;
}

/**
 * Returns a store without any module. `builtIn` come before all others; of what
 * is compiled, `scripts` learns where its code stands.
 */
export function createLocalModules(
  builtIn: Readonly<Record<string, unknown>>,
  scripts: Map<string, CellScript>,
): LocalModules {
  const compiled = new Map<string, string>();
  const texts = new Map<string, string>();
  let loaded = new Map<string, Module>();

  function wrap(require: NodeJS.Require, folder: string): NodeJS.Require {
    return new Proxy(require, {
      apply(_target, _this, [id]: [string]) {
        if (Object.hasOwn(builtIn, id)) return builtIn[id];
        const file = find(folder, id);
        return file === undefined ? (require(id) as unknown) : load(file);
      },
    });
  }

  function find(folder: string, id: string): string | undefined {
    if (!/^\.{0,2}\//.test(id) && !/^[A-Za-z]:/.test(id)) return undefined;
    const path = id.startsWith('.')
      ? posix.join(slashed(folder), id)
      : slashed(id);
    const candidates = [path, `${path}.js`, `${path}/index.js`];
    return [...candidates, withoutEnding(path)].find((file) =>
      compiled.has(file),
    );
  }

  function load(file: string): unknown {
    const known = loaded.get(file);
    if (known) return known.exports;
    const module = new Module(file);
    module.filename = file;
    loaded.set(file, module);
    try {
      const require = wrap(createRequire(file), dirname(file));
      module.require = require as typeof module.require;
      compile(module, compiled.get(file) ?? '', file);
    } catch (error) {
      loaded.delete(file);
      throw error;
    }
    return module.exports;
  }

  function compileFile(
    compiler: TypeScript,
    program: ts.Program,
    source: ts.SourceFile,
  ): void {
    const { fileName } = source;
    if (fileName.endsWith('.json')) {
      const text = JSON.stringify(source.text);
      compiled.set(slashed(fileName), `module.exports = JSON.parse(${text});`);
      return;
    }
    refuseTopLevelAwait(compiler, source);
    program.emit(source, (file, text) => {
      if (/\.d\.[cm]?ts$/.test(file)) return;
      const name = withoutEnding(fileName);
      const { outputText, maps } = toCommonJs(compiler, text, fileName);
      compiled.set(name, outputText);
      scripts.set(name, {
        label: relative(process.cwd(), fileName),
        lookUp: lookUpIn(maps),
      });
    });
  }

  return {
    emit(compiler, program, cell) {
      for (const name of sourceDependencies(program, cell)) {
        const source = program.getSourceFile(name);
        if (!source || source === cell) continue;
        if (texts.get(name) === source.text) continue;
        // What imports a file that has changed has to be loaded anew, too.
        if (texts.has(name)) loaded = new Map();
        compileFile(compiler, program, source);
        texts.set(name, source.text);
      }
    },
    requireFrom: (folder) =>
      wrap(createRequire(join(folder, 'cell.js')), folder),
  };
}

/** `Module.prototype._compile` is what Node itself loads CommonJS with. */
function compile(module: Module, text: string, file: string): void {
  const internals = module as unknown as {
    _compile(text: string, file: string): void;
  };
  internals._compile(text, file);
}

/** A file that is loaded like CommonJS has to be there in one go. */
function refuseTopLevelAwait(
  compiler: TypeScript,
  source: ts.SourceFile,
): void {
  const start = findTopLevelAwait(compiler, source);
  if (start === undefined) return;
  const { line } = source.getLineAndCharacterOfPosition(start);
  const place = `${relative(process.cwd(), source.fileName)}:${line + 1}`;
  throw new Error(
    `${place} has an \`await\` outside of all functions, which a file that a cell imports cannot have. Put it into an async function, export that, and await its call in the cell.`,
  );
}

function toCommonJs(
  compiler: TypeScript,
  text: string,
  fileName: string,
): MappedOutput {
  return transpileWithMaps(compiler, text, {
    compilerOptions: {
      module: compiler.ModuleKind.CommonJS,
      esModuleInterop: true,
    },
    transformers: { before: [importMeta(compiler, fileName)] },
  });
}

function withoutEnding(file: string): string {
  return slashed(file).replace(/\.[cm]?[jt]sx?$/, '.js');
}

function slashed(path: string): string {
  return path.replaceAll('\\', '/');
}
