/** Ready GAN specs, by name. */
module org.ganforge.zoo {
  requires transitive org.ganforge;

  exports org.ganforge.zoo;
}
