"""JupyterLab that ends, with its kernels, when the process that started it ends."""

import os
import signal
import sys
import threading

from jupyterlab.labapp import main


def end_with_starter():
    # Standard input is a pipe from the starter, which sends nothing: the pipe
    # closes when the starter ends, even if it is killed.
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_starter, daemon=True).start()
sys.exit(main())
