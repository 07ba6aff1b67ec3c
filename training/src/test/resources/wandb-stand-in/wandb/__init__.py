"""Stands for the package wandb 0.30 where it is not installed: same names and arguments, same refusals.

Each run of it writes what it was told into DIR/wandb/stand-in-N.json. STAND_IN makes it misbehave.
"""

import json
import os
import sys
import threading

MISBEHAVIOUR = os.environ.get("STAND_IN", "")
if MISBEHAVIOUR == "missing":
    raise ModuleNotFoundError("No module named 'wandb'", name="wandb")


class UsageError(Exception):
    pass


class Image:
    def __init__(self, data_or_path, mode=None, caption=None, grouping=None, classes=None, boxes=None, masks=None,
                 file_type=None, normalize=True):
        self.size = data_or_path.size


class Histogram:
    MAX_LENGTH = 512

    def __init__(self, sequence=None, np_histogram=None, num_bins=64):
        if np_histogram is None or len(np_histogram) != 2:
            raise ValueError("Expected np_histogram to be a tuple of (values, bin_edges) or sequence to be specified")
        self.histogram, self.bins = np_histogram
        if len(self.histogram) > self.MAX_LENGTH:
            raise ValueError("The maximum length of a histogram is %i" % self.MAX_LENGTH)
        if len(self.histogram) + 1 != len(self.bins):
            raise ValueError("len(bins) must be len(histogram) + 1")


class Run:
    def __init__(self, id, config, folder, url):
        self.id = id
        self.url = url
        self.dir = os.path.join(folder, "files")
        self.summary = {}
        self._folder = folder
        self._config = config
        self._history = {}
        self._last = 0

    def log(self, data, step=None, commit=None):
        if not isinstance(data, dict) or not all(isinstance(key, str) for key in data):
            raise TypeError("Key values passed to `wandb.log` must be strings.")
        if MISBEHAVIOUR == "dies":
            print("the stand-in dies", file=sys.stderr, flush=True)
            os._exit(3)
        if step is not None:
            if step < self._last:
                return  # the package warns, and leaves it out
            self._last = step
        values = self._history.setdefault(self._last, {})
        for name, value in data.items():
            values[name] = {Image: "image-file", Histogram: "histogram"}.get(type(value), value)

    def finish(self, exit_code=None, quiet=None):
        if MISBEHAVIOUR == "hangs":
            threading.Event().wait()
        told = {"id": self.id, "config": self._config, "summary": self.summary, "exit": exit_code,
                "history": [{"step": step, "values": values} for step, values in sorted(self._history.items())]}
        os.makedirs(os.path.dirname(self._folder), exist_ok=True)
        with open(self._folder + ".json", "w") as out:
            json.dump(told, out)


def init(entity=None, project=None, dir=None, id=None, name=None, notes=None, tags=None, config=None,
         config_exclude_keys=None, config_include_keys=None, allow_val_change=None, group=None, job_type=None,
         mode=None, force=None, reinit=None, resume=None, resume_from=None, fork_from=None, save_code=None,
         tensorboard=None, sync_tensorboard=None, monitor_gym=None, settings=None):
    if resume not in (None, True, False, "allow", "never", "must", "auto"):
        raise UsageError("invalid resume")
    if id is not None and any(character in "/\\#?%:" for character in id):
        raise UsageError("Invalid run id")
    if MISBEHAVIOUR == "login":
        raise UsageError("No API key configured. Use `wandb login` to log in.")
    folder = os.path.join(dir or os.environ.get("WANDB_DIR", "."), "wandb")
    number = len(os.listdir(folder)) if os.path.isdir(folder) else 0
    online = os.environ.get("WANDB_MODE", "online") == "online"
    project = project or os.environ["WANDB_PROJECT"]
    print("wandb: Tracking run with the stand-in", file=sys.stderr)
    return Run(id, config, os.path.join(folder, "stand-in-%d" % number),
               "https://wandb.example/%s/%s" % (project, id) if online else None)
