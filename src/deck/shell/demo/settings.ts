import type { Demo } from '../../demo/demo.ts';
import { create } from './elements.ts';

/** What a presenter chose on the slide for a run. */
export interface Settings {
  /** Undefined for the server's own. */
  readonly scale: number | undefined;
  readonly parameters: Readonly<Record<string, number>>;
}

const scaleLimits = { from: 0.05, to: 1, step: 'any' };

/** Small inputs for a demo's parameters and its scale; Enter runs it. */
export function createSettings(
  parameters: Demo['parameters'],
  onEnter: () => void,
) {
  const inputs = Object.entries(parameters).map(
    ([name, { default: value, from, to }]) =>
      [
        name,
        createInput({ value: String(value), from, to, step: '1' }, onEnter),
      ] as const,
  );
  const scale = createInput({ ...scaleLimits, value: '' }, onEnter);
  const all = [...inputs, ['scale', scale] as const];
  const element = create('div', { class: 'demo-settings' });
  for (const [name, input] of all) {
    element.append(create('label', {}, name, ' ', input));
  }

  return {
    element,
    values: (): Settings => ({
      scale: scale.value === '' ? undefined : scale.valueAsNumber,
      parameters: Object.fromEntries(
        inputs.map(([name, input]) => [name, input.valueAsNumber]),
      ),
    }),
    /** Shows the server's own scale, where no other was chosen. */
    showScale(value: number): void {
      scale.placeholder = String(value);
    },
    /** What is wrong with what was chosen, in a sentence; else empty. */
    problem(): string {
      const wrong = all.find(([, input]) => !input.checkValidity());
      if (!wrong) return '';
      const [name, { min, max }] = wrong;
      const whole = name === 'scale' ? '' : 'whole ';
      return `${name} must be a ${whole}number from ${min} to ${max}.`;
    },
  };
}

interface Limits {
  readonly value: string;
  readonly from: number;
  readonly to: number;
  readonly step: string;
}

function createInput(
  { value, from, to, step }: Limits,
  onEnter: () => void,
): HTMLInputElement {
  const input = create('input', {
    type: 'number',
    value,
    min: String(from),
    max: String(to),
    step,
    required: value !== '',
  });
  input.addEventListener('keydown', (event) => {
    if (isForInput(event)) return;
    // A clicker's keys and the demo's own are for the deck, not for a number.
    input.blur();
    if (event.key !== 'Enter' && event.key !== 'Escape') return;
    event.stopPropagation();
    if (event.key === 'Enter') onEnter();
  });
  return input;
}

/** Whether a key changes the number, or goes on to the next input. */
function isForInput({ key, ctrlKey, metaKey }: KeyboardEvent): boolean {
  if (ctrlKey || metaKey) return true;
  return /^(?:[\d.,+-]|Tab|Shift|Backspace|Delete|Home|End|Arrow.*)$/.test(key);
}
