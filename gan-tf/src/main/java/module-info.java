/** Compiles a GAN to one TensorFlow graph, trains it and exports it. */
// The HDF5 library has no descriptor, so it cannot declare its own requirements.
@SuppressWarnings("requires-automatic")
module org.ganforge.tf {
  requires com.google.protobuf;
  requires com.ning.compress.lzf;
  requires io.jhdf;
  requires org.apache.commons.lang3;
  requires transitive org.ganforge;
  requires org.slf4j;
  requires tensorflow;
  requires tensorflow.framework;

  exports org.ganforge.tf;
  exports org.ganforge.tf.bench;

  provides org.ganforge.GanBackend with
      org.ganforge.tf.TensorFlowBackend;
}
