"""Drives one kernel through nbclient: a JSON command a line in, an answer a line out.

Started by kernel-session.ts: `python kernel-driver.py KERNEL_NAME FOLDER`.
"""

import asyncio
import json
import os
import sys
import time

import nbformat
from nbclient import NotebookClient
from nbclient.exceptions import CellExecutionError
from nbformat.v4 import new_code_cell, new_notebook

TIMEOUT_S = 60


class Driver:
    def __init__(self, client):
        self.client = client
        self.pid = client.km.provisioner.pid

    async def cell(self, code, tags=()):
        """Runs a cell as `jupyter execute` does; a failure is an answer too."""
        cell = new_code_cell(code, metadata={"tags": list(tags)})
        self.client.nb.cells.append(cell)
        stopped = False
        try:
            await self.client.async_execute_cell(
                cell, len(self.client.nb.cells) - 1
            )
        except CellExecutionError:
            stopped = True
        nbformat.validate(self.client.nb)
        return {
            "stopped": stopped,
            "executionCount": cell.execution_count,
            "outputs": cell.outputs,
        }

    async def send(
        self, codes, interrupt_at=None, stop_on_error=True, wait_for=None
    ):
        """Sends executions all at once, as "Run all" does.

        Goes on after all are idle until each of some texts was printed, so that
        output counts that came late."""
        missing = set(wait_for or [])
        ids = [
            self.client.kc.execute(code, stop_on_error=stop_on_error)
            for code in codes
        ]
        answers = {id: {"messages": []} for id in ids}
        waiting = set(ids)
        while waiting or missing:
            message = await self.client.kc.get_iopub_msg(timeout=TIMEOUT_S)
            id = message["parent_header"].get("msg_id")
            if id not in answers:
                continue
            kind, content = message["msg_type"], message["content"]
            answers[id]["messages"].append({"type": kind, "content": content})
            text = content.get("text", "")
            missing -= {wanted for wanted in missing if wanted in text}
            if interrupt_at and interrupt_at in text:
                await self.client.km.interrupt_kernel()
            if kind == "status" and content["execution_state"] == "idle":
                waiting.discard(id)
        for id in ids:
            answers[id]["reply"] = await self.reply_to(id)
        return {"answers": [answers[id] for id in ids]}

    async def message(self, type, content, has_reply=True):
        """Sends one message of any type, and gives all that came of it."""
        message = self.client.kc.session.msg(type, content)
        self.client.kc.shell_channel.send(message)
        id, messages = message["header"]["msg_id"], []
        while True:
            came = await self.client.kc.get_iopub_msg(timeout=TIMEOUT_S)
            if came["parent_header"].get("msg_id") != id:
                continue
            kind, content = came["msg_type"], came["content"]
            messages.append({"type": kind, "content": content})
            if kind == "status" and content["execution_state"] == "idle":
                break
        reply = await self.reply_to(id) if has_reply else {}
        return {"messages": messages, "reply": reply}

    async def request(self, method, arguments):
        """Sends a request that has one reply and no outputs."""
        id = getattr(self.client.kc, method)(*arguments)
        return {"reply": await self.reply_to(id)}

    async def reply_to(self, id):
        while True:
            message = await self.client.kc.get_shell_msg(timeout=TIMEOUT_S)
            if message["parent_header"].get("msg_id") == id:
                return message["content"]

    async def interrupt(self):
        await self.client.km.interrupt_kernel()
        return {}

    async def restart(self):
        """Starts the kernel again with the same connection, as Jupyter does."""
        process = self.client.km.provisioner.process
        while process.poll() is None:
            await asyncio.sleep(0.01)
        await self.client.km.restart_kernel(now=True)
        await self.client.kc.wait_for_ready(timeout=TIMEOUT_S)
        return {}

    async def shutdown(self):
        """Asks the kernel to end, and tells how long it took to be gone."""
        began = time.monotonic()
        self.client.kc.shutdown()
        process = self.client.km.provisioner.process
        while process.poll() is None and time.monotonic() - began < 10:
            await asyncio.sleep(0.01)
        return {
            "seconds": time.monotonic() - began,
            "exitCode": process.poll(),
        }


def answer(content):
    # The kernel has the same standard output, and makes it non-blocking.
    os.set_blocking(sys.stdout.fileno(), True)
    print(json.dumps(content), flush=True)


async def main():
    name, folder = sys.argv[1:]
    client = NotebookClient(
        new_notebook(), kernel_name=name, timeout=TIMEOUT_S, startup_timeout=60
    )
    loop = asyncio.get_running_loop()
    async with client.async_setup_kernel(cwd=folder):
        driver = Driver(client)
        answer({"pid": driver.pid})
        while line := await loop.run_in_executor(None, sys.stdin.readline):
            command = json.loads(line)
            method = getattr(driver, command.pop("do"))
            try:
                answer(await method(**command))
            except Exception as error:  # The test shall see it, not time out.
                answer({"error": repr(error)})


asyncio.run(main())
