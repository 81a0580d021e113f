type Attributes = Readonly<Record<string, string | boolean>>;

/** An element with attributes and children; text is put in as text. */
export function create<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Attributes = {},
  ...children: (Node | string)[]
): HTMLElementTagNameMap[Name] {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(attributes)) {
    if (typeof value === 'string') element.setAttribute(key, value);
    else element.toggleAttribute(key, value);
  }
  element.append(...children);
  return element;
}

/** A button that does not take the presenter's next key press. */
export function createButton(
  words: Node | string,
  key: string,
  onPress: () => void,
): HTMLButtonElement {
  const button = create('button', { type: 'button' }, words);
  if (key !== '') button.append(' ', create('kbd', {}, key));
  button.addEventListener('click', ({ detail }) => {
    onPress();
    // By pointer: the clicker's next key is for the deck again.
    if (detail > 0) button.blur();
  });
  // reveal.js would take Space and Enter for itself.
  button.addEventListener('keydown', (event) => {
    if (event.key === ' ' || event.key === 'Enter') event.stopPropagation();
  });
  return button;
}
