"""Asks about jobs as jobwatch does, with aiohttp: BASE_URL PREFIX JOBS LOOKS CONCURRENCY.

Prints the number of checks, and the seconds that they took and used of the CPU.
"""

import asyncio
import sys
import time

import aiohttp

base_url, prefix = sys.argv[1:3]
jobs, looks, concurrency = map(int, sys.argv[3:])
headers = {"Accept": "application/json", "Authorization": "Bearer jobwatch-benchmark"}


async def ask(session, numbers):
    for number in numbers:
        job_id = f"{prefix}{number % jobs:012}"
        async with session.get(f"{base_url}/v1/job/{job_id}") as response:
            job = await response.json()
            assert response.status == 200 and job["id"] == job_id and job["status"] == "in_progress"


async def main():
    connector = aiohttp.TCPConnector(limit=concurrency)
    async with aiohttp.ClientSession(connector=connector, headers=headers) as session:
        numbers = iter(range(jobs * looks))
        start, cpu = time.perf_counter(), time.process_time()
        await asyncio.gather(*(ask(session, numbers) for _ in range(concurrency)))
        print(jobs * looks, time.perf_counter() - start, time.process_time() - cpu)


asyncio.run(main())
