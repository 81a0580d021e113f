"""JupyterLab that ends, with its kernels, when who started it has ended."""

import os
import signal
import sys
import threading

from jupyterlab.labapp import main


def end_with_starter():
    # Standard input is a pipe from the starter, and nothing is sent down it:
    # it ends when the starter does, even where that had no time for a word.
    os.read(sys.stdin.fileno(), 1)
    os.kill(os.getpid(), signal.SIGTERM)


threading.Thread(target=end_with_starter, daemon=True).start()
sys.exit(main())
