"""Tells Weights and Biases of a run: one message a line on standard input, as JSON, and answers on standard output."""

import base64
import io
import json
import os
import sys

if hasattr(os, "setsid"):
    os.setsid()  # Ctrl-C is for the training, which then says how the run ended
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)  # whatever else is printed is for the log


def answer(**message):
    answers.write(json.dumps(message) + "\n")
    answers.flush()


def start(id, name, config, **settings):
    run = wandb.init(id=id, name=name, config=config, resume="allow", allow_val_change=True, **settings)
    answer(place=run.url or "kept in " + folder(run), pictures=Image is not None)
    return run


def folder(run):
    return os.path.dirname(run.dir)


def tell(run, kind, name=None, step=None, values=None, counts=None, edges=None, png=None, value=None):
    if kind == "log":
        run.log(values, step=step)
    elif kind == "histogram":
        run.log({name: wandb.Histogram(np_histogram=(counts, edges))}, step=step)
    elif kind == "picture" and Image is not None:
        run.log({name: wandb.Image(Image.open(io.BytesIO(base64.b64decode(png))))}, step=step)
    elif kind == "result":
        run.summary[name] = value


try:
    import wandb

    try:
        from PIL import Image
    except ImportError:
        Image = None
    run = None
    exit_code = 255  # of a run that was killed before it could say how it ended
    for line in sys.stdin:
        message = json.loads(line)
        if message["kind"] == "start":
            del message["kind"]
            run = start(**message)
        elif message["kind"] == "finish":
            exit_code = message["exit_code"]
            break
        else:
            tell(run, **message)
    remains = "" if run is None or run.url else "Send it to Weights and Biases with: wandb sync " + folder(run)
    if run is not None:
        run.finish(exit_code=exit_code)
    answer(remains=remains)
except ModuleNotFoundError as e:
    answer(failed="%s: %s\nMaybe install it there: %s -m pip install wandb pillow" % (sys.executable, e, sys.executable))
    raise
except Exception as e:  # outermost: the training must hear of it, and goes on without
    answer(failed="%s: %s" % (type(e).__name__, e))
    raise
