#!/usr/bin/env bash
# Trains every preset and variant for 20 iterations in two checkouts and compares weights, optimizer
# states and metrics byte by byte, to prove that a code change affects no number.
#
#   same-bits.sh OLD NEW [OPTION...]
# OLD and NEW are checkouts of the project; the options are passed to both trainings, such as --data
# DIR --batch-size 32. MODELS in the environment names the models to compare, all by default.
# Finished trainings are kept in each checkout's target/same-bits and not repeated: remove that
# folder to train again, or with other options.
set -euo pipefail
unset CDPATH

(($# >= 2)) || {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
old=$(cd -P "$1" && pwd)
new=$(cd -P "$2" && pwd)
shift 2

# The last iteration has a checkpoint; forms and threads are fixed, since both change the bits.
trained() {
  local checkout=$1 run=$1/target/same-bits/${2//:/.} model=$2
  shift 2
  if [[ ! -e $run/checkpoints/step-20/checkpoint.json ]]; then
    rm -rf "$run"
    "$checkout/gan" train "$model" --steps 20 --seed 7 --forms plain --threads 2 --run "$run" "$@" >/dev/null
  fi
  (cd "$run" && sha256sum metrics.jsonl checkpoints/step-20/variables.data-00000-of-00001)
}

differ=0
# A model's name is the first word of a line; the lines after "Next:" are not models.
for model in ${MODELS:-$("$old/gan" list | awk '/^Next:/ {exit} NF {print $1}')}; do
  before=$(trained "$old" "$model" "$@")
  after=$(trained "$new" "$model" "$@")
  if [[ $before == "$after" ]]; then
    echo "same    $model"
  else
    echo "DIFFERS $model"
    differ=1
  fi
done
exit $differ
