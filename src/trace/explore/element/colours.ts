/** By which phases have their colours. */
const colourNames = [
  '--queued',
  '--openingGround',
  '--opening',
  '--sending',
  '--waiting',
  '--server',
  '--serverGround',
  '--receiving',
];

/** Gives an element its picture's own colours, which follow the page's theme. */
export function takeColours(host: HTMLElement, figure: SVGSVGElement): void {
  const style = getComputedStyle(figure);
  for (const name of colourNames) {
    host.style.setProperty(name, style.getPropertyValue(name));
  }
}
