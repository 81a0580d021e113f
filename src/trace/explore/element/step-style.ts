/** The style of the view that plays a program's steps. */
export const stepStyle = `
:host{display:block;max-width:760px;--line:var(--jp-border-color2,var(--vscode-panel-border,#c9ced6));--ink:var(--jp-ui-font-color1,var(--vscode-foreground,CanvasText));--accent:var(--jp-brand-color1,light-dark(#0b5c9e,#7cc8ff));color:var(--ink);font:13px/1.4 system-ui,-apple-system,"Segoe UI",Roboto,sans-serif;margin:12px 0}
:host(:focus-visible){outline:2px solid var(--accent);outline-offset:4px;border-radius:2px}
h2{font-size:15px;margin:0 0 6px}
h3{font-size:11px;font-weight:650;margin:0 0 6px}
.columns{display:grid;grid-template-columns:repeat(6,minmax(0,1fr));gap:6px}
@media (max-width:620px){.columns{grid-template-columns:repeat(3,minmax(0,1fr))}}
section{border:1px solid var(--line);border-radius:4px;padding:6px;min-height:7.5em}
ol{list-style:none;margin:0;padding:0;display:flex;flex-direction:column;gap:4px}
li{border:1px solid var(--line);border-left:4px solid var(--accent);border-radius:3px;padding:2px 5px;overflow-wrap:anywhere}
li.stack{border-left-color:#1f8a6b}li.timers{border-left-color:#d38a00}li.wire{border-left-color:#8a4fb5}li.pool{border-left-color:#c02741}
small{display:block;font-size:11px}
.now{border-color:var(--accent);border-width:2px 2px 2px 4px}
.sentence{min-height:2.8em;margin:8px 0 4px;font-size:14px}
.tools{display:flex;flex-wrap:wrap;gap:6px;align-items:center}
button,input{font:inherit;color:inherit;background:transparent;border:1px solid var(--line);border-radius:4px;padding:2px 8px;min-height:26px;box-sizing:border-box}
button{cursor:pointer}button:hover{border-color:var(--accent)}
button:focus-visible,input:focus-visible,pre:focus-visible{outline:2px solid var(--accent);outline-offset:1px}
input[type=range]{flex:1 1 10em;padding:0;border:0}
.source p{margin:8px 0 2px;font-size:11px}
pre{margin:0;max-height:13em;overflow:auto;border:1px solid var(--line);border-radius:4px;padding:4px 0;position:relative;font:12px/1.45 var(--jp-code-font-family,ui-monospace,monospace)}
pre span,pre mark{display:block;padding:0 8px;white-space:pre;color:inherit;background:none}
pre mark{background:color-mix(in srgb,var(--accent) 22%,transparent);box-shadow:inset 3px 0 var(--accent)}
::slotted(details){margin-top:8px}
@media print{.tools{display:none}}
`;
