"""Runs a command in a network namespace that has nothing but loopback."""

import fcntl
import os
import socket
import struct
import sys

SIOCSIFFLAGS = 0x8914
IFF_UP = 0x1

# A new namespace has its loopback down, and `ip` is not on every machine.
with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as any_socket:
    request = struct.pack("16sh14x", b"lo", IFF_UP)
    fcntl.ioctl(any_socket, SIOCSIFFLAGS, request)

os.execv(sys.argv[1], sys.argv[1:])
