"""`python kernel.py KERNEL REPEAT` prints, as JSON, what a kernel costs.

Of each of REPEAT kernels: the seconds from its start until its first cell has
run, the seconds of a trivial cell and of one with lesson 12's imports, and the
resident memory afterwards, in MB, where the system tells it.
"""

import json
import statistics
import sys
import time
from pathlib import Path

from jupyter_client.manager import KernelManager

TIMEOUT_S = 60
TRIVIAL_CELLS = 20
IMPORTS = """
import Fastify from 'fastify';
import multipart from '@fastify/multipart';
import session from '@fastify/session';
import websocket from '@fastify/websocket';
import { load } from 'cheerio';
import { Agent, FormData, request, WebSocket } from 'undici';
import { startLab, timed } from 'async-lab';
const app = Fastify(), agent = new Agent();
"""


def measure(kernel_name):
    started = time.perf_counter()
    manager = KernelManager(kernel_name=kernel_name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT_S)
        run(client, "1 + 1")
        ready = time.perf_counter() - started
        trivial = statistics.median(
            run(client, f"{number} + 1") for number in range(TRIVIAL_CELLS)
        )
        imports = run(client, IMPORTS)
        memory = resident_mb(manager.provisioner.pid)
        return {
            "readySeconds": ready,
            "trivialSeconds": trivial,
            "importsSeconds": imports,
            "memoryMb": memory,
        }
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


def run(client, code):
    """Runs a cell, and returns the seconds until it was answered."""
    started = time.perf_counter()
    reply = client.execute_interactive(
        code, timeout=TIMEOUT_S, output_hook=lambda message: None
    )
    assert reply["content"]["status"] == "ok", reply["content"]
    return time.perf_counter() - started


def resident_mb(pid):
    """Linux alone says how much memory a process has."""
    status = Path(f"/proc/{pid}/status")
    if not status.exists():
        return None
    for line in status.read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    return None


kernel, repeat = sys.argv[1], int(sys.argv[2])
print(json.dumps([measure(kernel) for _ in range(repeat)]))
