/** A terminal's colours: its own two, then the first sixteen. */
const names = [
  'foreground',
  'background',
  ...Array.from({ length: 16 }, (_, index) => String(index)),
];

/**
 * Returns the colours of a terminal in the current theme, each as `#rrggbb`:
 * the player draws on a canvas and understands no other form.
 */
export function hexColours(element: HTMLElement): [string, string][] {
  const probe = document.createElement('span');
  element.append(probe);
  const colours = names.map((name): [string, string] => {
    probe.style.color = `var(--cast-${name})`;
    return [`--hex-${name}`, hexOf(getComputedStyle(probe).color)];
  });
  probe.remove();
  return colours;
}

/** Of `rgb(27, 33, 41)`. */
function hexOf(colour: string): string {
  const channels = colour.match(/\d+/g)?.slice(0, 3) ?? [];
  const digits = channels.map((channel) =>
    Number(channel).toString(16).padStart(2, '0'),
  );
  return `#${digits.join('')}`;
}
