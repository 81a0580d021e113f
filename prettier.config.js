/** Eighty columns, so that a file and the slide that shows it are the same text. */
export default { printWidth: 80, singleQuote: true, trailingComma: 'all' };
