"""Executes notebooks in their kernel and reports what happens in lines of JSON.

Started by `run.ts` with one JSON document on standard input:
{ folder, files, kernelName, secondsPerCell, htmlFolder }.
"""

import asyncio
import json
import sys
import time
from pathlib import Path

import nbformat
from jinja2 import DictLoader
from nbclient import NotebookClient
from nbclient.exceptions import (
    CellExecutionError,
    CellTimeoutError,
    DeadKernelError,
)
from nbconvert import HTMLExporter

RAISES = "raises-exception"
PRINTS_TO_STDERR = "prints-to-stderr"
STARTUP_S = 60

# Leaves out what nbconvert's page would load from the network.
SELF_CONTAINED = """
{%- extends 'lab/index.html.j2' -%}
{%- block html_head_js -%}{%- endblock html_head_js -%}
{%- block html_head_js_mathjax -%}{%- endblock html_head_js_mathjax -%}
{%- block jupyter_widgets -%}{%- endblock jupyter_widgets -%}
{%- block html_head_js_mermaidjs -%}{%- endblock html_head_js_mermaidjs -%}
"""


class CellFailure(Exception):
    def __init__(self, cell, ename, evalue):
        super().__init__(evalue)
        self.error = {"cell": cell, "ename": ename, "evalue": evalue}


def tell(event, **content):
    print(json.dumps({"event": event, **content}), flush=True)


async def run_notebook(job, file):
    """Executes one notebook; returns it, and the error if there was one."""
    folder = job["folder"]
    notebook = nbformat.read(Path(folder, file), as_version=4)
    client = NotebookClient(
        notebook,
        kernel_name=job["kernelName"],
        timeout=job["secondsPerCell"],
        startup_timeout=STARTUP_S,
        resources={"metadata": {"path": folder}},
    )
    try:
        async with client.async_setup_kernel(cwd=folder):
            await run_cells(client, file)
    except CellFailure as failure:
        return notebook, failure.error
    except (RuntimeError, OSError) as error:
        text = f"The kernel did not start, or died: {error}"
        return notebook, {"cell": 0, "ename": "KernelError", "evalue": text}
    return notebook, None


async def run_cells(client, file):
    code_cells = [
        (index, cell)
        for index, cell in enumerate(client.nb.cells)
        if cell.cell_type == "code"
    ]
    for number, (index, cell) in enumerate(code_cells, start=1):
        tell("cell", file=file, cell=number, of=len(code_cells))
        await run_cell(client, cell, index, number)
        check_outputs(cell, number)


async def run_cell(client, cell, index, number):
    try:
        await client.async_execute_cell(cell, index)
    except CellExecutionError as error:
        raise CellFailure(number, error.ename, error.evalue) from None
    except CellTimeoutError:
        text = f"The cell did not end within {client.timeout} s."
        raise CellFailure(number, "CellTimeout", text) from None
    except DeadKernelError:
        text = "The kernel died while this cell ran."
        raise CellFailure(number, "KernelDied", text) from None


def check_outputs(cell, number):
    """A cell that Jupyter accepts may still break a rule of ours."""
    tags = cell.metadata.get("tags", [])
    kinds = {output.output_type for output in cell.outputs}
    if cell.source.strip() and cell.execution_count is None:
        text = "The kernel did not execute this cell."
        raise CellFailure(number, "NotExecuted", text)
    if RAISES in tags and "error" not in kinds:
        text = f"The cell is tagged {RAISES}, but raised no exception."
        raise CellFailure(number, "NothingRaised", text)
    printed = "".join(
        output.text
        for output in cell.outputs
        if output.output_type == "stream" and output.name == "stderr"
    )
    if printed and PRINTS_TO_STDERR not in tags:
        raise CellFailure(number, "PrintedToStderr", printed.strip())


def write_html(notebook, file, folder):
    exporter = HTMLExporter(
        extra_loaders=[DictLoader({"self-contained.html.j2": SELF_CONTAINED})],
        template_file="self-contained.html.j2",
        embed_images=True,
    )
    name = Path(file).stem
    page, _ = exporter.from_notebook_node(
        notebook, resources={"metadata": {"name": name}}
    )
    Path(folder).mkdir(parents=True, exist_ok=True)
    Path(folder, f"{name}.html").write_text(page, encoding="utf-8")


async def main():
    job = json.load(sys.stdin)
    for file in job["files"]:
        began = time.monotonic()
        notebook, error = await run_notebook(job, file)
        tell("done", file=file, seconds=time.monotonic() - began, error=error)
        if job["htmlFolder"]:
            write_html(notebook, file, job["htmlFolder"])


try:
    asyncio.run(main())
except KeyboardInterrupt:
    sys.exit(130)
