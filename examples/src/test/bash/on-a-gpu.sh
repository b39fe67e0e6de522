#!/usr/bin/env bash
# Runs everything on an NVIDIA GPU that has only run on CPUs so far: the tests, every preset in float32, with XLA and in
# float16, and bench.
#
#   examples/src/test/bash/on-a-gpu.sh [--dry-run] OUT [OPTION...]
#
# OUT must not exist. The options are passed to every training, such as --data DIR with the data sets. Needs Linux on x86-64,
# NVIDIA's driver, JDK 17, Maven and a network: the build downloads CUDA and cuDNN (2 GB), the presets their data sets.
# With GANFORGE_GPU=1 the CUDA 12 and cuDNN 9 of the machine are used. With PYTHON set to an interpreter whose PyTorch and JAX
# see the GPU, their speed is measured, too. --dry-run does the same on the CPU, with two iterations and one test class each:
# it shows that this script works.
#
# OUT/summary.txt has a line per step: passed or failed, and seconds; OUT/STEP.log what it printed. A failed step does not stop
# the others. Exits with 1 if any failed.
set -euo pipefail
unset CDPATH

usage() {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
dry=0
if [[ ${1:-} == --dry-run ]]; then
  dry=1
  shift
fi
[[ ${1:--} != -* ]] || usage
root=$(cd "$(dirname "$0")/../../../.." && pwd)
mkdir "$1"
out=$(cd "$1" && pwd)
shift
options=("$@")
cd "$root"

device=gpu
steps=200
bench=()
tests=(verify)
reports=target/surefire-reports
models=()
if ((dry)); then
  unset GANFORGE_GPU
  device=cpu
  steps=2
  bench=(fashion-mlp --forks 1 --seconds 1)
  tests=(test -Pfast -Dtest='GpuTrainingTest,SessionSettingsTest' -Dsurefire.failIfNoSpecifiedTests=false)
  reports=target/fast/surefire-reports
  models=(fashion-mlp mnist-dcgan)
  options+=(--batch-size 8)
else
  export GANFORGE_GPU=${GANFORGE_GPU:-redist}
fi
profile=()
case ${GANFORGE_GPU:-} in
  '') ;;
  redist) profile=(-Pgpu-redist) ;;
  *) profile=(-Pgpu) ;;
esac

failed=0
step() {
  local name=$1 result=passed begun=$SECONDS
  shift
  "$@" >"$out/$name.log" 2>&1 || result=failed
  [[ $result == passed ]] || failed=$((failed + 1))
  printf '%s %6d s  %s\n' "$result" "$((SECONDS - begun))" "$name" | tee -a "$out/summary.txt"
}

# Trains, resumes, draws and exports, all on the same device.
preset() {
  local run=$1 model=$2
  shift 2
  ./gan train "$model" --device "$device" --steps "$((steps / 2))" --run "$run" ${options[@]+"${options[@]}"} "$@" &&
    ./gan resume "$run" --steps "$steps" ${options[@]+"${options[@]}"} &&
    ./gan sample "$run" --device "$device" --out "$run/samples.png" &&
    ./gan export "$run" --format keras --out "$run/export"
}

# Runs the tests of all modules, whatever fails, and lists the classes with failures. Ampere and newer GPUs round the factors of
# float32 products to 10 bits unless the variable is 0, and the tests expect a CPU's numbers; trainings and bench use the default.
all_tests() {
  NVIDIA_TF32_OVERRIDE=0 mvn -B -ntp ${profile[@]+"${profile[@]}"} -Dmaven.test.failure.ignore "${tests[@]}" &&
    ! grep -lE '<(failure|error)[ >]' {gan-api,gan-tf,model-zoo,examples}/"$reports"/TEST-*.xml
}

if command -v nvidia-smi >/dev/null; then
  step driver nvidia-smi
fi
step doctor ./gan doctor --device "$device"
step tests all_tests

# A model's name is the first word of a line; the lines after "Next:" are not models.
((dry)) || mapfile -t models < <(./gan list | awk '/^Next:/ {exit} NF {print $1}')
for model in "${models[@]}"; do
  name=${model/:/-}
  step "$name" preset "$out/runs/$name" "$model"
  # Without a GPU these two are refused, which the tests check.
  ((dry)) || step "$name-xla" preset "$out/runs/$name-xla" "$model" --xla
  ((dry)) || step "$name-float16" preset "$out/runs/$name-float16" "$model" --precision float16
done

step bench ./gan bench ${bench[@]+"${bench[@]}"} --precision float32 --json "$out/bench.json"
if ! ((dry)); then
  step bench-float16 ./gan bench ${bench[@]+"${bench[@]}"} --precision float16 --json "$out/bench-float16.json"
  step bench-xla env TF_XLA_FLAGS=--tf_xla_auto_jit=2 ./gan bench ${bench[@]+"${bench[@]}"} --precision float32 --json "$out/bench-xla.json"
  [[ -z ${PYTHON:-} ]] || step bench-python examples/python/bench_gpu.sh "$out/python" "$PYTHON"
fi

echo "on-a-gpu.sh: $failed of $(wc -l <"$out/summary.txt") steps failed; see $out"
((failed == 0))
