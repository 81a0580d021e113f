/**
 * Splits an exercise's task into its sentences, each on one line. Items of a
 * list and paragraphs are sentences of their own, however they end.
 */
export function sentencesOf(task: string): string[] {
  return task
    .split(/\n\n|\n(?=- )/)
    .map((part) => part.replace(/^- /, '').replace(/\s*\n\s*/g, ' '))
    .flatMap((part) => part.split(/(?<=[.?!]["”)]?) (?=[A-Z`"“(])/))
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
