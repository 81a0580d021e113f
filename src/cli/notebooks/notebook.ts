/** A notebook file of format 4.5: the parts that the kit reads. */
export interface Notebook {
  readonly cells: readonly NotebookCell[];
  readonly metadata: Readonly<Record<string, unknown>>;
  readonly nbformat: number;
  readonly nbformat_minor: number;
}

export interface NotebookCell {
  readonly cell_type: string;
  readonly id?: string;
  readonly metadata: Readonly<Record<string, unknown>>;
  /** The text, or its lines, each with its line end. */
  readonly source: string | readonly string[];
  readonly outputs?: readonly unknown[];
  readonly execution_count?: number | null;
}

/**
 * Reads a notebook file's text.
 * @throws an Error in one line if it is not a notebook
 */
export function parseNotebook(text: string): Notebook {
  let content: unknown;
  try {
    content = JSON.parse(text);
  } catch {
    throw new Error('It is not JSON.');
  }
  if (!isNotebook(content)) throw new Error('It is JSON, but not a notebook.');
  return content;
}

/**
 * Renders a notebook as Jupyter itself writes it: keys sorted, indented by one
 * space, sources as lines, and a line end at the end.
 */
export function renderNotebook(notebook: Notebook): string {
  const cells = notebook.cells.map((cell) => ({
    ...cell,
    source: splitLines(sourceOf(cell)),
  }));
  return `${JSON.stringify(inOrder({ ...notebook, cells }), undefined, 1)}\n`;
}

/** Returns the text of a cell. */
export function sourceOf({ source }: NotebookCell): string {
  return typeof source === 'string' ? source : source.join('');
}

function isNotebook(content: unknown): content is Notebook {
  return (
    typeof content === 'object' &&
    content !== null &&
    'cells' in content &&
    Array.isArray(content.cells) &&
    'metadata' in content
  );
}

function splitLines(text: string): string[] {
  return text.split(/(?<=\n)/).filter((line) => line !== '');
}

function inOrder(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(inOrder);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).map(
    ([key, inner]) => [key, inOrder(inner)] as const,
  );
  return Object.fromEntries(
    entries.toSorted(([one], [other]) => (one < other ? -1 : 1)),
  );
}
