import { dirname } from 'node:path';
import { fileURLToPath } from 'node:url';
import ts from 'typescript';
import { hashText } from '../../command/copies/signature.ts';

/** The options that a learner's editor uses too, through its tsconfig.json. */
const configFile = fileURLToPath(
  new URL('./learner.tsconfig.json', import.meta.url),
);

const mostProblems = 5;

/**
 * Returns a function that gives the compiler's messages about a file, a line
 * each: "line 12: Type 'string' is not assignable to type 'number'." It keeps
 * what it has read of libraries, so later calls are fast.
 */
export function createTypeProblems(): (file: string) => readonly string[] {
  const options = readOptions();
  let root = '';
  const service = ts.createLanguageService({
    ...ts.sys,
    useCaseSensitiveFileNames: () => ts.sys.useCaseSensitiveFileNames,
    // No message depends on these comments, and a third of the parsing does.
    jsDocParsingMode: ts.JSDocParsingMode.ParseNone,
    getCompilationSettings: () => options,
    getScriptFileNames: () => [root],
    // Libraries do not change while this runs. The learner's file is compared
    // by its text, because its date may be too coarse for quick saves.
    getScriptVersion: (file) =>
      dirname(file) === dirname(root)
        ? hashText(ts.sys.readFile(file) ?? '')
        : '',
    getScriptSnapshot(file) {
      const text = ts.sys.readFile(file);
      if (text === undefined) return undefined;
      const isOwn = dirname(file) === dirname(root);
      return ts.ScriptSnapshot.fromString(isOwn ? checked(text) : text);
    },
    getCurrentDirectory: () => dirname(root),
    getDefaultLibFileName: (settings) => ts.getDefaultLibFilePath(settings),
  });
  return (file) => {
    // It may be gone, renamed by an editor: importing it says so.
    if (!ts.sys.fileExists(file)) return [];
    root = file;
    const syntactic = service.getSyntacticDiagnostics(file);
    // The types of code with a syntax error mean nothing.
    const found =
      syntactic.length > 0 ? syntactic : service.getSemanticDiagnostics(file);
    return found.slice(0, mostProblems).map(wordsOf);
  };
}

/**
 * A text of the same length in which no comment turns the check off. The comment
 * stays right for an editor, but a verdict is about all of the file.
 */
function checked(text: string): string {
  return text.replaceAll('@ts-nocheck', '@ts_nocheck');
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
