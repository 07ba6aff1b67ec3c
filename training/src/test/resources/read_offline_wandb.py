"""Prints what the real package wandb keeps of the offline runs in a folder, as the stand-in does: a JSON object a line."""

import glob
import json
import os
import struct
import sys

from wandb.proto import wandb_internal_pb2

BLOCK = 32768  # of LevelDB's log format
HEADER = 7  # of the file, and of each piece of a record


def records(path):
    with open(path, "rb") as file:
        data = file.read()
    position, record = HEADER, b""
    while position + HEADER <= len(data):
        left = BLOCK - position % BLOCK
        if left < HEADER:
            position += left
            continue
        _, length, kind = struct.unpack("<IHB", data[position:position + HEADER])
        record += data[position + HEADER:position + HEADER + length]
        position += HEADER + length
        if kind in (1, 4):  # whole, or the last piece
            yield wandb_internal_pb2.Record.FromString(record)
            record = b""


def values(items):
    found = {}
    for item in items:
        value = json.loads(item.value_json)
        if item.key:
            found[item.key] = value
        elif len(item.nested_key) == 1:
            found[item.nested_key[0]] = value
        elif item.nested_key[1] == "_type":  # of a picture or a distribution, whose other fields don't matter
            found[item.nested_key[0]] = value
    return found


def told(path):
    run = {"history": [], "config": {}, "summary": {}, "exit": None}
    for record in records(path):
        kind = record.WhichOneof("record_type")
        if kind == "run":
            run["id"] = record.run.run_id
            run["config"].update(values(record.run.config.update))
        elif kind == "config":
            run["config"].update(values(record.config.update))
        elif kind == "history":
            row = values(record.history.item)
            step = record.history.step.num if record.history.HasField("step") else row["_step"]
            run["history"].append({"step": step, "values": {
                name: value for name, value in row.items() if not name.startswith("_")}})
        elif kind == "summary":
            run["summary"].update(values(record.summary.update))
        elif kind == "exit":
            run["exit"] = record.exit.exit_code
    return run


for path in sorted(glob.glob(os.path.join(sys.argv[1], "wandb", "offline-run-*", "*.wandb")), key=os.path.getmtime):
    print(json.dumps(told(path)))
