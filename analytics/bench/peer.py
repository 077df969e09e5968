"""crowd-kit over the same answers: seconds of majority and of Dawid-Skene with so many iterations, as one line of JSON."""

import json
import sys
import time

import pandas
from crowdkit.aggregation import DawidSkene, MajorityVote

answers = pandas.read_parquet(sys.argv[1]).rename(columns={"item": "task", "member": "worker"})
answers = answers[["task", "worker", "label"]]


def timed(work) -> float:
    start = time.perf_counter()
    work()
    return time.perf_counter() - start


print(
    json.dumps(
        {
            "majority": timed(lambda: MajorityVote().fit_predict(answers)),
            "dawidSkene": timed(lambda: DawidSkene(n_iter=int(sys.argv[2]), tol=0).fit_predict(answers)),
        }
    )
)
