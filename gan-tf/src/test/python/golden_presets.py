"""The networks of presets that reproduce code, built in Keras, for golden_cases.py.

usage: golden_presets.py FOLDER, for these cases alone
"""
import pathlib
import sys

import keras

import golden_gans
from golden_questions import batch_norm, conv, dense

LEAKY = {"type": "LeakyReLU", "negative_slope": 0.2}
TWICE = {"type": "UpSampling2D", "size": [2, 2], "interpolation": "nearest"}


def dropout(rate):
    return {"type": "Dropout", "rate": rate}


# https://keras.io/examples/generative/wgan_gp/
WGAN_GP_GENERATOR = [
    dense(4096, use_bias=False),
    batch_norm(0.99),
    LEAKY,
    {"type": "Reshape", "target_shape": [4, 4, 256]},
    *[TWICE, conv(128, [3, 3], [1, 1], use_bias=False), batch_norm(0.99), LEAKY],
    *[TWICE, conv(64, [3, 3], [1, 1], use_bias=False), batch_norm(0.99), LEAKY],
    *[TWICE, conv(1, [3, 3], [1, 1], use_bias=False), batch_norm(0.99)],
    {"type": "Activation", "activation": "tanh"},
    {"type": "Cropping2D", "cropping": [[2, 2], [2, 2]]},
]
WGAN_GP_CRITIC = [
    {"type": "ZeroPadding2D", "padding": [[2, 2], [2, 2]]},
    *[conv(64, [5, 5], [2, 2]), LEAKY],
    *[conv(128, [5, 5], [2, 2]), LEAKY, dropout(0.3)],
    *[conv(256, [5, 5], [2, 2]), LEAKY, dropout(0.3)],
    *[conv(512, [5, 5], [2, 2]), LEAKY],
    {"type": "Flatten"},
    dropout(0.2),
    dense(1),
]

# A preset's name, the input and the layers of its generator, those of its discriminator.
PRESETS = [("wgan-gp-fashion", [128], WGAN_GP_GENERATOR, [28, 28, 1], WGAN_GP_CRITIC)]


def network(new_case, preset, part, shape, layers):
    keras.utils.clear_session()  # or names would be numbered after earlier layers
    case = golden_gans.network(new_case, f"{preset}-{part}", shape, layers, None)
    case.fields["preset"] = preset
    case.fields["network"]["name"] = part
    for row in case.fields["summary"]["layers"]:
        row["name_given"] = False
    return case


def cases(new_case):
    made = []
    for preset, noise, generator, image, discriminator in PRESETS:
        made.append(network(new_case, preset, "generator", noise, generator))
        made.append(network(new_case, preset, "discriminator", image, discriminator))
        both = golden_gans.combined(
            new_case, f"{preset}-combined", noise, generator, image, discriminator, "discriminator"
        )
        both.fields["preset"] = preset
        made.append(both)
    return made


if __name__ == "__main__":
    import golden_cases  # which imports this

    for one in cases(golden_cases.Case):
        one.write(pathlib.Path(sys.argv[1]))
