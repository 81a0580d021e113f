import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { hashText } from '../../command/copies/signature.ts';

/** The options that a learner's editor has too, by way of its tsconfig.json. */
const configFile = fileURLToPath(
  new URL('./learner.tsconfig.json', import.meta.url),
);

const mostProblems = 5;

/**
 * Gives a function that says what the compiler finds wrong with a file, a line
 * each: "line 12: Type 'string' is not assignable to type 'number'." What it
 * has read of libraries it keeps, so that a second time takes little.
 */
export function createTypeProblems(): (file: string) => readonly string[] {
  const options = readOptions();
  let root = '';
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [root],
    // Libraries stay as they are as long as this runs. A file's date may be
    // too coarse for someone who saves often.
    getScriptVersion: (file) =>
      dirname(file) === dirname(root)
        ? hashText(ts.sys.readFile(file) ?? '')
        : '',
    getScriptSnapshot(file) {
      const text = ts.sys.readFile(file);
      return text === undefined
        ? undefined
        : ts.ScriptSnapshot.fromString(text);
    },
    getCurrentDirectory: () => dirname(root),
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
  });
  return (file) => {
    root = file;
    const syntactic = service.getSyntacticDiagnostics(file);
    // What does not parse has types that nobody meant.
    const found =
      syntactic.length > 0 ? syntactic : service.getSemanticDiagnostics(file);
    return found.slice(0, mostProblems).map(wordsOf);
  };
}

function readOptions(): ts.CompilerOptions {
  const { config } = ts.readConfigFile(configFile, (file) =>
    ts.sys.readFile(file),
  ) as {
    config: unknown;
  };
  const folder = dirname(configFile);
  return ts.parseJsonConfigFileContent(config, ts.sys, folder).options;
}

function wordsOf({ file, start = 0, messageText }: ts.Diagnostic): string {
  const text = ts.flattenDiagnosticMessageText(messageText, ' ');
  const message = text.replace(/\s+/g, ' ');
  if (!file) return message;
  const { line } = file.getLineAndCharacterOfPosition(start);
  return `line ${line + 1}: ${message}`;
}
