"""Runs scripts one after the other in a single process, since TensorFlow takes seconds to load.

Each line on standard input is a JSON list, a script and its arguments. The answer is a line as well:
{"works": whether it ended without an error, "printed": its output}.
"""
import contextlib
import io
import json
import os
import runpy
import sys
import traceback

# TensorFlow's own output must not get in between the answers.
answers = os.fdopen(os.dup(1), "w")
os.dup2(2, 1)


def run(script, arguments):
    sys.argv = [script] + arguments
    # Like Python itself, so that a script finds the modules beside it.
    sys.path[0] = os.path.dirname(script)
    try:
        runpy.run_path(script, run_name="__main__")
        return True
    except SystemExit as end:
        if end.code:
            print(end.code)
        return not end.code
    except BaseException:
        traceback.print_exc()
        return False


for line in sys.stdin:
    script, *arguments = json.loads(line)
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed), contextlib.redirect_stderr(printed):
        works = run(script, arguments)
    print(json.dumps({"works": works, "printed": printed.getvalue()}), file=answers, flush=True)
