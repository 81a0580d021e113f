"""What the talks did with Python, written anew for the lab.

`python programs.py PROGRAM ORIGIN COUNT` runs one of them once and prints a
JSON document: the seconds that it took, how many of them its process was
computing instead of waiting, and how many results it has.
"""

import asyncio
import json
import re
import sys
import time

# The packages take a while to import, which is not part of what is measured.
import bs4
import httpx
import requests

try:
    import aiohttp
except ModuleNotFoundError:
    # The lessons' environment has the others: tests run their programs there.
    aiohttp = None


def addresses(origin, count):
    return [f"{origin}/api/v2/pokemon/{1 + n % 151}" for n in range(count)]


def requests_each(origin, count):
    return [requests.get(url).json()["name"] for url in addresses(origin, count)]


def requests_session(origin, count):
    with requests.Session() as session:
        return [session.get(url).json()["name"] for url in addresses(origin, count)]


async def in_turn(ask, urls):
    return [await ask(url) for url in urls]


async def at_once(ask, urls):
    return await asyncio.gather(*(ask(url) for url in urls))


def with_aiohttp(way, connections=None):
    async def run(origin, count):
        limit = {} if connections is None else {"limit": connections}
        connector = aiohttp.TCPConnector(**limit)
        async with aiohttp.ClientSession(connector=connector) as session:

            async def ask(url):
                async with session.get(url) as response:
                    return (await response.json())["name"]

            return await way(ask, addresses(origin, count))

    return lambda origin, count: asyncio.run(run(origin, count))


def with_httpx(way):
    async def run(origin, count):
        # Without it, requests that wait longer for a connection would fail.
        async with httpx.AsyncClient(timeout=None) as client:

            async def ask(url):
                return (await client.get(url)).json()["name"]

            return await way(ask, addresses(origin, count))

    return lambda origin, count: asyncio.run(run(origin, count))


PROFILE = re.compile(r"//(?:www\.)?chirp\.example/@?(?!share\?|intent/)([\w.]+)")


def speakers_in(origin, page):
    """Returns the address of each talk's speaker, from the programme."""
    soup = bs4.BeautifulSoup(page, "html.parser")
    return [origin + link["href"] for link in soup.select("h3.talk-title a")]


def handles_in(page):
    links = bs4.BeautifulSoup(page, "html.parser").select("a[href]")
    found = (PROFILE.search(link["href"]) for link in links)
    return {match[1].lower() for match in found if match}


def scrape_in_turn(origin, _):
    pages = speakers_in(origin, requests.get(origin).text)
    return set().union(*(handles_in(requests.get(page).text) for page in pages))


def scrape_at_once(origin, _):
    async def read(url):
        # As in the talk, each page is read with a client of its own.
        async with httpx.AsyncClient(timeout=None) as client:
            return (await client.get(url)).text

    async def run():
        pages = speakers_in(origin, await read(origin))
        texts = await asyncio.gather(*(read(page) for page in pages))
        return set().union(*(handles_in(text) for text in texts))

    return asyncio.run(run())


PROGRAMS = {
    "requests-each": requests_each,
    "requests-session": requests_session,
    "aiohttp-in-turn": with_aiohttp(in_turn),
    "aiohttp-at-once": with_aiohttp(at_once),
    "aiohttp-20": with_aiohttp(at_once, 20),
    "httpx-in-turn": with_httpx(in_turn),
    "httpx-at-once": with_httpx(at_once),
    "scrape-in-turn": scrape_in_turn,
    "scrape-at-once": scrape_at_once,
}


def main():
    name, origin, count = sys.argv[1], sys.argv[2], int(sys.argv[3])
    started, computing = time.perf_counter(), time.process_time()
    results = PROGRAMS[name](origin, count)
    print(
        json.dumps(
            {
                "seconds": time.perf_counter() - started,
                "computingSeconds": time.process_time() - computing,
                "results": len(results),
            }
        )
    )


if __name__ == "__main__":
    main()
