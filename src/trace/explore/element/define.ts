/** Wakes the pictures of a page up: loaded once, it serves all of them. */
import { StepExplorer, stepElementName } from './step-explorer.ts';
import { elementName, TraceExplorer } from './trace-explorer.ts';

if (!customElements.get(elementName)) {
  customElements.define(elementName, TraceExplorer);
}
if (!customElements.get(stepElementName)) {
  customElements.define(stepElementName, StepExplorer);
}
