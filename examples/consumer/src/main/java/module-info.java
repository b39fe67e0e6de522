/** Programs to copy, one idea each. */
module recipes {
  requires org.ganforge;
  requires org.ganforge.zoo;
}
