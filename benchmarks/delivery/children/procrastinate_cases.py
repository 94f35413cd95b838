"""Seven jobs in sequence for each case, on procrastinate: each job queues the next.

python -m benchmarks.delivery.children.procrastinate_cases ADDRESS (queue | work) CASES AT_ONCE
"""

import asyncio
import sys

import procrastinate

from benchmarks.delivery.children.turn import take

STAGES = 7
_POLLING_S = 0.01
UNDONE = "select count(*) as jobs from procrastinate_jobs where status in ('todo', 'doing')"


def main(address: str, part: str, cases: int, at_once: int) -> None:
    connector = procrastinate.PsycopgConnector(
        conninfo=address, min_size=at_once + 1, max_size=at_once + 1
    )
    app = procrastinate.App(connector=connector)

    @app.task(name="stage")
    async def stage(case_id: str, number: int) -> None:
        if number < STAGES:
            await stage.defer_async(case_id=case_id, number=number + 1)

    async def queue() -> None:
        async with app.open_async():
            await app.schema_manager.apply_schema_async()
            first = [{"case_id": f"C-{number}", "number": 1} for number in range(cases)]
            await stage.batch_defer_async(*first)

    if part == "queue":
        asyncio.run(queue())
        return
    with asyncio.Runner() as runner:
        runner.run(_open(app))
        take(lambda: runner.run(_work(app, at_once)))
        runner.run(app.close_async())


async def _open(app: procrastinate.App) -> None:
    await app.open_async()


async def _work(app: procrastinate.App, at_once: int) -> dict[str, float]:
    worker = asyncio.create_task(
        app.run_worker_async(
            concurrency=at_once,
            # Told of every job, two workers mostly wake each other up: without it they are faster.
            listen_notify=False,
            fetch_job_polling_interval=_POLLING_S,
            install_signal_handlers=False,
        )
    )
    while (await app.connector.execute_query_one_async(UNDONE))["jobs"]:
        await asyncio.sleep(_POLLING_S)
    worker.cancel()
    await asyncio.wait([worker])
    return {}


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2], int(sys.argv[3]), int(sys.argv[4]))
