"""Reads a run's event files with TensorBoard's own reader, and compares them with the run's other files.

    python check_tensorboard.py RUN
"""
import json
import pathlib
import sys

import numpy as np
from tensorboard.backend.event_processing import event_accumulator
from tensorboard.plugins.histogram import summary_v2
from tensorboard.plugins.hparams import plugin_data_pb2
from tensorboard.util import tensor_util

run = pathlib.Path(sys.argv[1])
everything = {name: 0 for name in ("scalars", "images", "tensors", "histograms")}
events = event_accumulator.EventAccumulator(str(run), size_guidance=everything)
events.Reload()
tags = events.Tags()


def scalars(tag):
    if tag in tags["scalars"]:
        return [(event.step, event.value) for event in events.Scalars(tag)]
    return [(event.step, tensor_util.make_ndarray(event.tensor_proto).item()) for event in events.Tensors(tag)]


def images(tag):
    if tag in tags["images"]:
        return [(event.step, event.encoded_image_string) for event in events.Images(tag)]
    return [(event.step, tensor_util.make_ndarray(event.tensor_proto)[2]) for event in events.Tensors(tag)]


lines = [json.loads(line) for line in (run / "metrics.jsonl").read_text().splitlines()]
fields = [field for field in lines[0] if field != "iteration"]
for field in fields:
    expected = [(line["iteration"], float(np.float32(line[field]))) for line in lines]
    found = scalars(field.split("_")[-1] + "/" + field)
    assert found == expected, (field, found, expected)

pictures = images("images/samples")
for step, png in pictures:
    assert png == (run / f"fakes-{step:06d}.png").read_bytes(), step

spec = tensor_util.make_ndarray(events.Tensors("spec")[-1].tensor_proto).item().decode()
assert json.loads(spec.removeprefix("```json\n").removesuffix("```\n"))["name"] == "tiny", spec

content = events.SummaryMetadata("_hparams_/session_start_info").plugin_data.content
start = plugin_data_pb2.HParamsPluginData.FromString(content).session_start_info
assert start.hparams["generator_optimizer"].string_value == "Adam", start
assert start.hparams["plan.batch_size"].number_value == 8, start

histogram = tensor_util.make_ndarray(events.Tensors("generator/dense/bias")[-1].tensor_proto)
assert histogram.shape == (30, 3) and histogram[:, 2].sum() == 98, histogram
slope = tensor_util.make_ndarray(events.Tensors("gradients/discriminator/dense/kernel")[-1].tensor_proto)
assert slope.shape == (30, 3) and slope[:, 2].sum() > 0, slope
# For numbers with these edges and counts, TensorBoard's own code gives the same buckets.
middles = np.repeat((histogram[:, 0] + histogram[:, 1]) / 2, histogram[:, 2].astype(int))
middles[0], middles[-1] = histogram[0, 0], histogram[-1, 1]
again = tensor_util.make_ndarray(summary_v2.histogram_pb("bias", middles).value[0].tensor)
assert np.allclose(again, histogram), (again, histogram)

print(f"{len(lines)} steps of {len(fields)} scalars, {len(pictures)} images, ok")
