#!/usr/bin/env bash
# Downloads real Keras 2, the one in TensorFlow 1.15.3, with its own Python 3.7, from Maven Central:
# 210 MB, for Linux on x86-64.
#
# usage: get.sh DIR
# Then set GANFORGE_PYTHON_KERAS2=DIR/python for the tests.
set -euo pipefail
mkdir -p "$1"
cd "$1"

for artefact in cpython:3.7.9-1.5.4:jar:linux-x86_64 numpy:1.19.1-1.5.4:jar:linux-x86_64 \
  openblas:0.3.10-1.5.4:jar:linux-x86_64 mkl-dnn:0.21.5-1.5.4:jar:linux-x86_64 \
  tensorflow:1.15.3-1.5.4:jar:linux-x86_64 tensorflow:1.15.3-1.5.4:jar:linux-x86_64-python; do
  mvn -q dependency:get -Dtransitive=false -Dartifact="org.bytedeco:$artefact"
  mvn -q dependency:copy -Dartifact="org.bytedeco:$artefact" -DoutputDirectory="$PWD"
done
for jar in *.jar; do
  unzip -qo "$jar" 'org/*'
  rm "$jar"
done

cat >python <<'SCRIPT'
#!/usr/bin/env bash
all=$(cd "$(dirname "${BASH_SOURCE[0]}")" && pwd)/org/bytedeco
here=linux-x86_64
export LD_LIBRARY_PATH=$all/cpython/$here/lib:$all/cpython/$here:$all/openblas/$here:$all/mkldnn/$here:$all/tensorflow/$here
export PYTHONHOME=$all/cpython/$here
export PYTHONPATH=$all/numpy/$here/python:$all/tensorflow/$here-python/python
exec "$all/cpython/$here/bin/python3.7" "$@"
SCRIPT
chmod +x python org/bytedeco/cpython/linux-x86_64/bin/python3.7
./python -c 'import tensorflow as tf; print("Keras", tf.keras.__version__, "in TensorFlow", tf.__version__)' 2>/dev/null
