/**
 * Specs of networks, optimizers, objectives, noise, data and training, and the observers and
 * records of training. The computation is in modules that implement {@link
 * org.ganforge.GanBackend}.
 */
// XChart, Hipparchus and the picture readers have no module descriptors; the modules that the
// internals are exported to are compiled later.
@SuppressWarnings({"requires-automatic", "module"})
module org.ganforge {
  requires com.fasterxml.jackson.databind;
  requires com.twelvemonkeys.imageio.jpeg;
  requires com.twelvemonkeys.imageio.webp;
  requires transitive java.desktop;
  requires hipparchus.core;
  requires java.net.http;
  requires jdk.management;
  requires org.apache.commons.compress;
  requires transitive org.jspecify;
  requires xchart;

  exports org.ganforge;
  exports org.ganforge.checkpoint;
  exports org.ganforge.cluster;
  exports org.ganforge.data;
  exports org.ganforge.error;
  exports org.ganforge.evaluate;
  exports org.ganforge.export;
  exports org.ganforge.json;
  exports org.ganforge.json.keras;
  exports org.ganforge.json.record;
  exports org.ganforge.latent;
  exports org.ganforge.layer;
  exports org.ganforge.noise;
  exports org.ganforge.objective;
  exports org.ganforge.observe;
  exports org.ganforge.optimizer;
  exports org.ganforge.penalty;
  exports org.ganforge.regularization;
  exports org.ganforge.run;
  exports org.ganforge.train;
  exports org.ganforge.checkpoint.file to
      org.ganforge.tf;
  exports org.ganforge.json.codec to
      org.ganforge.tf;
  exports org.ganforge.internal to
      org.ganforge.tf,
      org.ganforge.zoo;
  exports org.ganforge.internal.file to
      org.ganforge.tf;

  uses org.ganforge.GanBackend;
}
