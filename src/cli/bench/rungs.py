"""The race's rungs with Python's clients.

`python rungs.py ORIGIN COUNT BOUND REPEAT` prints one JSON document: the
seconds of each run by its name, and the packages that are missing.
"""

import asyncio
import json
import sys
import time


def run_requests(urls, new_connection_each):
    import requests

    if new_connection_each:
        return [requests.get(url).json()["id"] for url in urls]
    with requests.Session() as session:
        return [session.get(url).json()["id"] for url in urls]


async def run_httpx(urls, at_once):
    import httpx

    # As in undici, a request may wait for a connection as long as it needs.
    async with httpx.AsyncClient(timeout=None) as client:

        async def get(url):
            return (await client.get(url)).json()["id"]

        return await gather_or_in_turn(urls, get, at_once)


async def run_aiohttp(urls, at_once, limit=100):
    import aiohttp

    connector = aiohttp.TCPConnector(limit=limit)
    async with aiohttp.ClientSession(connector=connector) as session:

        async def get(url):
            async with session.get(url) as response:
                return (await response.json())["id"]

        return await gather_or_in_turn(urls, get, at_once)


async def gather_or_in_turn(urls, get, at_once):
    if at_once:
        return await asyncio.gather(*map(get, urls))
    return [await get(url) for url in urls]


def main():
    origin, count, bound, repeat = sys.argv[1], *map(int, sys.argv[2:5])
    urls = [f"{origin}/api/v2/pokemon/{n}" for n in range(1, count + 1)]
    rungs = {
        "requests, a connection each": lambda u: run_requests(u, True),
        "requests, one session": lambda u: run_requests(u, False),
        "httpx, in turn": lambda u: asyncio.run(run_httpx(u, False)),
        "httpx, at once": lambda u: asyncio.run(run_httpx(u, True)),
        "aiohttp, in turn": lambda u: asyncio.run(run_aiohttp(u, False)),
        "aiohttp, at once": lambda u: asyncio.run(run_aiohttp(u, True)),
        f"aiohttp, {bound} connections": lambda u: asyncio.run(
            run_aiohttp(u, True, bound)
        ),
    }
    seconds, missing = {}, set()
    for name, run in rungs.items():
        try:
            run(urls[:1])
        except ModuleNotFoundError as error:
            missing.add(error.name)
            continue
        seconds[name] = [timed(run, urls) for _ in range(repeat)]
    print(json.dumps({"seconds": seconds, "missing": sorted(missing)}))


def timed(run, urls):
    started = time.perf_counter()
    ids = run(urls)
    took = time.perf_counter() - started
    assert ids == list(range(1, len(urls) + 1)), "an answer is not in its place"
    return took


if __name__ == "__main__":
    main()
