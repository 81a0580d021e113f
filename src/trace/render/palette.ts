/** A colour on light paper and the same one on dark paper. */
export interface Colour {
  readonly light: string;
  readonly dark: string;
}

/**
 * Colours for things that are compared, the same wherever they are drawn. They
 * derive from Okabe and Ito's palette, whose colours can be told apart under
 * every common colour blindness, and differ in lightness too.
 */
export const palette: readonly Colour[] = [
  { light: '#5f6670', dark: '#9aa3ad' },
  { light: '#c77d00', dark: '#f0b13c' },
  { light: '#b0568c', dark: '#dd8fbd' },
  { light: '#2b8cc9', dark: '#62b8ee' },
  { light: '#00805c', dark: '#2fc295' },
];

/** For anything without a colour of its own in the palette. */
export const otherColour: Colour = { light: '#4a6fa5', dark: '#8fb3e6' };

/** Which names have a colour of their own in a comparison. */
export interface PaletteOptions {
  /** In the palette's order; every other name gets the same neutral colour. */
  readonly paletteNames?: readonly string[];
}

/** The index in the palette of a name's colour; undefined where it has none. */
export function paletteIndex(
  name: string,
  { paletteNames = [] }: PaletteOptions,
): number | undefined {
  const index = paletteNames.indexOf(name);
  return index in palette ? index : undefined;
}
