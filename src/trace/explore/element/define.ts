/** Wakes the pictures of a page up: loaded once, it serves all of them. */
import { ChainExplorer, chainElementName } from './chain-explorer.ts';
import { ModelExplorer, modelElementName } from './model-explorer.ts';
import { StepExplorer, stepElementName } from './step-explorer.ts';
import { elementName, TraceExplorer } from './trace-explorer.ts';

for (const [name, element] of [
  [elementName, TraceExplorer],
  [stepElementName, StepExplorer],
  [chainElementName, ChainExplorer],
  [modelElementName, ModelExplorer],
] as const) {
  if (!customElements.get(name)) customElements.define(name, element);
}
