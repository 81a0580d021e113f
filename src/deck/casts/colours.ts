/** How many of the 256 colours the theme decides; the others are fixed. */
const themeColours = 16;

const cubeLevels = [0, 95, 135, 175, 215, 255];

/**
 * Returns a colour of a terminal as CSS: a variable of the theme for the
 * first sixteen and the terminal's own two, else the colour itself, as xterm
 * has it: a cube of 6 × 6 × 6, then 24 shades of grey.
 */
export function cssColour(colour: string): string {
  if (colour.startsWith('#')) return colour;
  const index = Number(colour);
  if (Number.isNaN(index) || index < themeColours) {
    return `var(--cast-${colour})`;
  }
  const levels = index < 232 ? cubeColour(index - 16) : grey(index - 232);
  return `rgb(${levels.join(' ')})`;
}

function cubeColour(index: number): number[] {
  return [Math.floor(index / 36), Math.floor(index / 6) % 6, index % 6].map(
    (level) => cubeLevels[level] ?? 0,
  );
}

function grey(shade: number): number[] {
  return Array<number>(3).fill(8 + 10 * shade);
}
