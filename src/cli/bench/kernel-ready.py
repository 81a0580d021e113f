"""`python kernel-ready.py KERNEL REPEAT` prints, as JSON, the seconds from
starting a kernel until it is ready and has run its first cell."""

import json
import sys
import time

from jupyter_client.manager import KernelManager

TIMEOUT_S = 60


def seconds_until_ready(kernel_name):
    started = time.perf_counter()
    manager = KernelManager(kernel_name=kernel_name)
    manager.start_kernel()
    client = manager.client()
    client.start_channels()
    try:
        client.wait_for_ready(timeout=TIMEOUT_S)
        reply = client.execute_interactive(
            "1 + 1", timeout=TIMEOUT_S, output_hook=lambda message: None
        )
        assert reply["content"]["status"] == "ok", reply["content"]
        return time.perf_counter() - started
    finally:
        client.stop_channels()
        manager.shutdown_kernel(now=True)


kernel, repeat = sys.argv[1], int(sys.argv[2])
print(json.dumps([seconds_until_ready(kernel) for _ in range(repeat)]))
