import { otherColour, palette, type Colour } from './palette.ts';

/** The patterns that paths are filled with, by the name of their class. */
const tileNames = ['opening', 'securing', 'serverQueue', 'beats'] as const;
export type TileName = (typeof tileNames)[number];

/** The page's own background colour, by the name that JupyterLab or VS Code gives it. */
function pageColour(otherwise: string): string {
  return `var(--jp-layout-color0,var(--vscode-editor-background,${otherwise}))`;
}

const colours: Readonly<Record<string, Colour>> = {
  ink: { light: '#1d232b', dark: '#e8ecf1' },
  muted: { light: '#5b6571', dark: '#a3adb9' },
  grid: { light: '#e4e7eb', dark: '#333a43' },
  paper: { light: pageColour('#ffffff'), dark: pageColour('#111111') },
  queued: { light: '#d0d7de', dark: '#3b444e' },
  opening: { light: '#d38a00', dark: '#f0b13c' },
  openingGround: { light: '#fbe7c0', dark: '#4a3608' },
  sending: { light: '#8a4fb5', dark: '#c79bea' },
  waiting: { light: '#9fcbec', dark: '#2c6491' },
  receiving: { light: '#0b5c9e', dark: '#7cc8ff' },
  server: { light: '#00805c', dark: '#2fc295' },
  serverGround: { light: '#d3ede3', dark: '#12402f' },
  alarm: { light: '#c02741', dark: '#ff7a8a' },
  onAlarm: { light: '#ffffff', dark: '#2a0508' },
  beat: { light: '#1f8a6b', dark: '#4fcaa4' },
};

function declarations(scheme: keyof Colour): string {
  return Object.entries({ ...colours, ...namedPalette() })
    .map(([name, colour]) => `--${name}:${colour[scheme]}`)
    .join(';');
}

function namedPalette(): Record<string, Colour> {
  const named = palette.map(
    (colour, index) => [`series-${index}`, colour] as const,
  );
  return { ...Object.fromEntries(named), 'series-other': otherColour };
}

/**
 * The style sheet of one figure, every rule of it bound to the figure's id. It
 * follows the reader's system, and above that JupyterLab's theme, VS Code's,
 * and any page that puts `data-theme="dark"` around a figure. The paper is the
 * page's own colour where the page names one; `--figure-paper: transparent`
 * leaves it out.
 */
export function styleSheet(id: string): string {
  const self = `#${id}`;
  const light = declarations('light');
  const dark = declarations('dark');
  return [
    `${self}{${light}}`,
    `@media (prefers-color-scheme:dark){${self}{${dark}}}`,
    `${within(lightPages, self)}{${light}}`,
    `${within(darkPages, self)}{${dark}}`,
    ...rules.map((rule) => `${self} ${rule}`),
    // Far shorter than a reference to the pattern on each of many bars.
    ...tileNames.map(
      (name) => `${self} .tile-${name}{fill:url(#${id}-${name})}`,
    ),
  ].join('');
}

const lightPages = [
  '[data-jp-theme-light="true"]',
  '.vscode-light',
  '.vscode-high-contrast-light',
  '[data-theme="light"]',
];

const darkPages = [
  '[data-jp-theme-light="false"]',
  '.vscode-dark',
  '.vscode-high-contrast:not(.vscode-high-contrast-light)',
  '[data-theme="dark"]',
];

function within(pages: readonly string[], self: string): string {
  return pages.map((page) => `${page} ${self}`).join(',');
}

const rules = [
  '.paper{fill:var(--figure-paper,var(--paper))}',
  'text{font:11px system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;font-variant-numeric:tabular-nums;fill:var(--ink)}',
  '.title{font-size:15px;font-weight:650}',
  '.strong{font-weight:650}',
  '.name{font-size:13px;font-weight:600}',
  '.value{font-size:13px}',
  '.muted{fill:var(--muted)}',
  '.bad{fill:var(--alarm)}',
  '.halo{paint-order:stroke;stroke:var(--paper);stroke-width:3px;stroke-linejoin:round}',
  '.grid{stroke:var(--grid);fill:none}',
  '.axis{stroke:var(--muted);fill:none}',
  '.queued{fill:var(--queued)}',
  '.opening{fill:var(--opening)}',
  '.lookup{fill:var(--openingGround);stroke:var(--opening);stroke-width:.5}',
  '.securing{fill:var(--opening)}',
  '.sending{fill:var(--sending)}',
  '.waiting{fill:var(--waiting)}',
  '.receiving{fill:var(--receiving)}',
  '.serverQueue{fill:var(--serverGround)}',
  '.serverWork{fill:var(--server)}',
  '.serverHeld{fill:var(--paper);stroke:var(--server);stroke-width:1}',
  '.inset-frame{fill:var(--figure-paper,var(--paper));stroke:var(--grid)}',
  '.idle{fill:var(--grid)}',
  '.aborted{fill:var(--ink)}',
  '.alarm{fill:var(--alarm)}',
  '.on-alarm{fill:var(--onAlarm);font-weight:650}',
  '.beat{fill:var(--beat)}',
  '.target{stroke:var(--ink);stroke-width:1.5;fill:none}',
  '.edge{stroke:var(--paper);stroke-width:4;fill:none}',
  '.curve{stroke:var(--series-other);stroke-width:2;fill:none;stroke-linejoin:round}',
  '.dot{fill:var(--paper);stroke:var(--series-other);stroke-width:2}',
  '.best{fill:var(--series-4);stroke:var(--paper);stroke-width:2}',
  '.best-words{fill:var(--series-4)}',
  '.opening-ground{fill:var(--openingGround)}',
  '.opening-line{fill:var(--opening)}',
  '.server-line{fill:var(--server)}',
  '.texture{fill:var(--paper);fill-opacity:.3}',
];
