/** The style of what the element adds around a picture. */
export const styleSheet = `
:host{display:block;max-width:760px;position:relative;--line:var(--jp-border-color2,var(--vscode-panel-border,#c9ced6));--ink:var(--jp-ui-font-color1,var(--vscode-foreground,currentColor));--accent:var(--jp-brand-color1,light-dark(#0b5c9e,#7cc8ff));color:var(--ink);font:13px/1.45 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif}
:host(:focus-visible){outline:2px solid var(--accent);outline-offset:4px;border-radius:2px}
.stage{position:relative;touch-action:pan-y;cursor:crosshair}
.overlay{position:absolute;inset:0;width:100%;height:100%;pointer-events:none;overflow:visible}
.cursor{stroke:var(--ink);stroke-width:1;stroke-dasharray:3 3;opacity:.65}
.cursor-words{font-size:11px;fill:var(--ink);font-variant-numeric:tabular-nums;paint-order:stroke;stroke:var(--jp-layout-color0,var(--vscode-editor-background,Canvas));stroke-width:4px;stroke-linejoin:round}
.lit{fill:var(--accent);fill-opacity:.14;stroke:var(--accent);stroke-width:1}
.brush{fill:var(--accent);fill-opacity:.18;stroke:var(--accent)}
.veil{fill:var(--jp-layout-color0,var(--vscode-editor-background,Canvas));fill-opacity:.86}
.overview{display:block;width:100%;height:26px;margin:4px 0 0;cursor:ew-resize;touch-action:none}
.overview path{fill:var(--ink);fill-opacity:.3}
.overview rect{fill:var(--accent);fill-opacity:.18;stroke:var(--accent)}
.tools{display:flex;flex-wrap:wrap;gap:6px;align-items:center;margin-top:6px}
button,select,input{font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:4px;padding:2px 8px;min-height:26px;box-sizing:border-box}
button{cursor:pointer}
button:hover,select:hover{border-color:var(--accent)}
button:focus-visible,select:focus-visible,input:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
button[disabled]{opacity:.45;cursor:default}
select option{color:initial}
input[type=search]{flex:1 1 9em;min-width:6em}
input[type=range]{flex:1 1 8em;min-width:5em;padding:0;border:0}
.panel{margin-top:8px;border-top:1px solid var(--line);padding-top:6px;min-height:3em}
.panel p{margin:2px 0}
.panel .head{font-weight:650}
.panel .url{overflow-wrap:anywhere;font-family:var(--jp-code-font-family,ui-monospace,monospace);font-size:12px}
.panel table{border-collapse:collapse;font-variant-numeric:tabular-nums;margin:2px 0}
.panel th{font-weight:400;text-align:left;padding:0 12px 0 0;vertical-align:top}
.panel td{text-align:right;padding:0 12px 0 0}
.panel details td{text-align:left;overflow-wrap:anywhere}
.panel i{display:inline-block;width:10px;height:10px;margin-right:6px}
.panel button{padding:0 4px;min-height:0}
.queued{background:var(--queued)}.lookup{background:var(--openingGround)}.opening,.securing{background:var(--opening)}.sending{background:var(--sending)}.waiting{background:var(--waiting)}.receiving{background:var(--receiving)}
.serverQueue{background:repeating-linear-gradient(45deg,var(--server) 0 1.5px,var(--serverGround) 1.5px 4px)}.serverWork{background:var(--server)}.serverHeld{border:1px solid var(--server);box-sizing:border-box}
.aside{position:absolute;width:1px;height:1px;overflow:hidden;clip-path:inset(50%)}
@media print{.tools,.panel,.overview,.overlay{display:none}}
`;
