#!/usr/bin/env bash
# Trains the five documents' presets at full length, one after the other, and draws the documents'
# figures, for many hours. If stopped by Ctrl-C, kill or a power cut, run it again: it resumes from
# the last checkpoint.
#
#   documents.sh OUT [OPTION...]
# OUT gets a run for each preset, the pictures and figures of each length in OUT/shown, and a line
# in OUT/times.tsv for each part of a training. The options are passed to each new training, such as
# --threads 2. In the environment:
#
#   DATA    a folder with a sub-folder for each data set, such as DATA/mnist; otherwise they are
# downloaded
#   STEPS   trains at most this long, for a trial run
#   PRESETS trains only these
#   GAN     another checkout's gan
set -euo pipefail
unset CDPATH

(($# >= 1)) || {
  sed -n '2,/^set/s/^# \{0,1\}//p' "$0" >&2
  exit 2
}
root=$(cd -P "$(dirname "$0")/../../../.." && pwd)
gan=${GAN:-$root/gan}
mkdir -p "$1"
out=$(cd -P "$1" && pwd)
shift

# The one that gains least from more iterations comes last.
documents="emnist-letters:5000 mnist-single-digit:10000 fashion-mlp:187200 mnist-dcgan:3001 mnist-dcgan-tanh:93700
  mnist-dcgan:10000"

folder() {
  case $1 in
    emnist-letters) echo emnist-letters ;;
    fashion-mlp) echo fashion-mnist ;;
    *) echo mnist ;;
  esac
}

child=

# Passes the signal on to the training, which saves its state before it ends.
stop() {
  [[ -z $child ]] || kill -TERM "$child" 2>/dev/null || true
  stopped=1
}
stopped=
trap stop INT TERM

call() {
  local code=0
  "$gan" "$@" &
  child=$!
  wait "$child" || code=$?
  while kill -0 "$child" 2>/dev/null; do # a signal ends the wait before the training has ended
    wait "$child" || code=$?
  done
  child=
  [[ -z $stopped ]] || exit 130
  return "$code"
}

lines() {
  if [[ -e $1/metrics.jsonl ]]; then wc -l <"$1/metrics.jsonl"; else echo 0; fi
}

# The iteration of the newest checkpoint, 0 without one.
newest() {
  { ls "$1/checkpoints" 2>/dev/null || true; } | sed -n 's/^step-\([0-9][0-9]*\)$/\1/p' | sort -n | tail -n 1 | grep . || echo 0
}

# Records how long a part took, even if it was stopped.
timed() {
  local run=$1 from start=$SECONDS code=0
  from=$(lines "$run")
  shift
  trap 'note "$run" "$from" "$start"' EXIT
  call "$@" || code=$?
  note "$run" "$from" "$start"
  trap - EXIT
  return "$code"
}

note() {
  printf '%s\t%s\t%s\t%s\t%s\n' "$(basename "$1")" "$2" "$(lines "$1")" $((SECONDS - $3)) \
    "$(git -C "$root" rev-parse --short HEAD 2>/dev/null || echo unknown)" >>"$out/times.tsv"
}

train() {
  local preset=$1 steps=$2 run=$out/$1 set
  set=$(folder "$preset")
  shift 2
  if [[ -e $run/run.json ]]; then
    (($(newest "$run") >= steps)) || timed "$run" resume "$run" --steps "$steps"
  else
    rm -rf "$run" # left by a kill before the run was complete
    timed "$run" train "$preset" --steps "$steps" --run "$run" ${DATA:+--data "$DATA/$set"} "$@"
  fi
}

show() {
  local run=$out/$1 shown=$out/shown/$1-$2
  [[ ! -e $shown/done ]] || return 0
  mkdir -p "$shown"
  call sample "$run" --count 100 --out "$shown/samples.png"
  call mixed "$run" --out "$shown/mixed.png"
  call scores "$run" --out "$shown/scores.png"
  call morph "$run" --out "$shown/diagonal.png"
  call morph "$run" --diagonal 0,1 --out "$shown/zeros-to-ones.png"
  call morph "$run" --seeds 7:3,7:9 --out "$shown/morph.png"
  call arithmetic "$run" --seeds 7,7:4 --out "$shown/arithmetic.png"
  call arithmetic "$run" --seeds 7,7:4,7:8 --out "$shown/arithmetic-of-three.png"
  call evaluate "$run" --out "$shown/coverage.png" --json >"$shown/evaluation.json"
  cp "$run"/{curves.png,progress.gif,reals.png,metrics.jsonl} "$shown"
  touch "$shown/done"
}

for document in $documents; do
  preset=${document%:*}
  steps=${document#*:}
  [[ " ${PRESETS:-$preset} " == *" $preset "* ]] || continue
  [[ -z ${STEPS:-} ]] || ((steps <= STEPS)) || steps=$STEPS
  train "$preset" "$steps" "$@"
  show "$preset" "$steps"
done
echo "all documents are trained: $out"
