"""Answers with Keras on PyTorch what Keras on TensorFlow cannot on a CPU: the gradients of convolutions in groups.

golden_cases.py runs it: a process can have only one Keras backend. It reads a layer, its weights, an input and the factors of the output from an .npz file and writes the output and the gradients into another.
"""
import json
import os
import sys

os.environ["KERAS_BACKEND"] = "torch"
os.environ["CUDA_VISIBLE_DEVICES"] = "-1"

import keras
import numpy as np
import torch


def main():
    question = np.load(sys.argv[1])
    spec = json.loads(str(question["layer"]))
    layer = getattr(keras.layers, spec.pop("type"))(**spec)
    layer.build(question["input"].shape)
    for weight in layer.weights:
        weight.assign(question[weight.name])
    x = torch.tensor(question["input"], requires_grad=True)
    output = layer(x, training=True)
    (output * torch.tensor(question["output_cotangent"])).sum().backward()
    answer = {weight.name: weight.value.grad.numpy() for weight in layer.trainable_weights}
    source = f"Keras {keras.__version__} on PyTorch {torch.__version__.split('+')[0]}"
    np.savez(sys.argv[2], source=source, output=output.detach().numpy(), input_gradient=x.grad.numpy(), **answer)


main()
