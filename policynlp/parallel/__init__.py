"""Many documents: one after the other, in several processes, or on a cluster."""

from policynlp.parallel.columns import ENTITIES, FACTS
from policynlp.parallel.gathering import gather
from policynlp.parallel.jobs import FactsJob, Job, SegmentJob, TagJob
from policynlp.parallel.outcome import Outcome
from policynlp.parallel.output import Output, ParquetFolder, RecordFile, RecordStream
from policynlp.parallel.process import process
from policynlp.parallel.run import Summary, run

__all__ = [
    "ENTITIES",
    "FACTS",
    "FactsJob",
    "Job",
    "Outcome",
    "Output",
    "ParquetFolder",
    "RecordFile",
    "RecordStream",
    "SegmentJob",
    "Summary",
    "TagJob",
    "gather",
    "process",
    "run",
]
