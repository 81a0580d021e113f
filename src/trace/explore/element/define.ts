/** Wakes the pictures of a page up: loaded once, it serves all of them. */
import { elementName, TraceExplorer } from './trace-explorer.ts';

if (!customElements.get(elementName)) {
  customElements.define(elementName, TraceExplorer);
}
