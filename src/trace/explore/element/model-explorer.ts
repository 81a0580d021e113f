import { renderTraceFigure } from '../../render/trace-figure.ts';
import { counted, duration } from '../../render/words.ts';
import { modelRoom, type ModelData } from '../model-data.ts';
import { modelTrace } from '../model-trace.ts';
import { WakingElement } from './waking-element.ts';

export const modelElementName = 'model-explorer';

/**
 * The picture of a server's model that is drawn anew for each number of
 * connections, as a slider is moved. Without this script, the picture stays.
 */
export class ModelExplorer extends WakingElement {
  protected override wake(json: string): () => void {
    const data = JSON.parse(json) as ModelData;
    const name = this.dataset['name'] ?? 'model';
    const root = this.attachShadow({ mode: 'open' });
    root.innerHTML = markup(data);
    const slider = root.querySelector('input');
    const words = root.querySelector('output');
    const stage = root.querySelector('.stage');
    if (!slider || !words || !stage) return () => undefined;
    // JupyterLab has commands of its own on the slider's keys.
    this.setAttribute('data-lm-suppress-shortcuts', 'true');

    const draw = () => {
      const trace = modelTrace(data.model, {
        requests: data.requests,
        connections: slider.valueAsNumber,
      });
      const over = counted(slider.valueAsNumber, 'connection');
      words.textContent = `${over}: ${duration(trace.durationMs)}`;
      slider.setAttribute('aria-valuetext', words.textContent);
      stage.innerHTML = renderTraceFigure(trace, {
        name,
        brief: true,
        idPrefix: `${name}-moved`.replace(/\W+/g, '-'),
        room: modelRoom(data),
      });
    };
    slider.addEventListener('input', draw);
    draw();
    return () => undefined;
  }
}

function markup({ requests, connections }: ModelData): string {
  return `<style>
:host { display: block; }
label { display: flex; flex-wrap: wrap; align-items: center; gap: 0.4em 1em; font: 16px/1.5 system-ui, sans-serif; color: var(--jp-ui-font-color1, inherit); }
input { flex: 1 1 20em; max-width: 40em; min-height: 32px; accent-color: #00735c; }
output { min-width: 16em; font-weight: 700; font-variant-numeric: tabular-nums; }
</style>
<label>connections
  <input type="range" min="1" max="${requests}" step="1" value="${connections}">
  <output></output>
</label>
<div class="stage"></div>`;
}
