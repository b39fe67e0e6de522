#!/usr/bin/env bash
# Measures training steps on an NVIDIA GPU: GanForge with and without TF32 and XLA and in float16,
# beside PyTorch and JAX.
#
# usage: bench_gpu.sh OUT [PYTHON]
# Has the requirements in the README's section "On a GPU", and needs a PYTHON whose PyTorch and JAX
# see the GPU. Writes a JSON file per run of GanForge, and a text file each with the output of
# PyTorch and JAX, into OUT.
set -euo pipefail
mkdir -p "$1"
out=$(cd "$1" && pwd)
python=$(command -v "${2:-python3}")
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
export GANFORGE_GPU=${GANFORGE_GPU:-1}

for preset in mnist-dcgan:adam fashion-mlp; do
  name=${preset/:/-}
  batch=64
  [[ $preset != fashion-mlp ]] || batch=128
  ./gan train "$preset" --steps 1 --batch-size 8 --run "$out/run-$name"
  ./gan export "$out/run-$name" --format keras --out "$out/export-$name"
  for round in 1 2; do
    for tf32 in 0 1; do
      for xla in 0 2; do
        NVIDIA_TF32_OVERRIDE=$tf32 TF_XLA_FLAGS=--tf_xla_auto_jit=$xla \
          ./gan bench "$preset" --batch-size "$batch" --precision float32 --out "$out/$name-$round-tf32-$tf32-xla-$xla.json"
      done
    done
    # Not yet run on a GPU: if it fails, measure the rest anyway.
    ./gan bench "$preset" --batch-size "$batch" --precision float16 --out "$out/$name-$round-float16.json" ||
      echo "bench_gpu.sh: float16 failed" >&2
    for modes in "" "tf32" "bfloat16 channels_last" "tf32 compile" "bfloat16 channels_last compile"; do
      # shellcheck disable=SC2086 # modes are words
      "$python" examples/python/bench_torch.py "$out/export-$name" "$batch" 100 0 cuda $modes | tee -a "$out/torch.txt"
    done
    for precision in float32 tensorfloat32 bfloat16; do
      "$python" examples/python/bench_jax.py "$out/export-$name" "$batch" 100 "$precision" | tee -a "$out/jax.txt"
    done
  done
done
