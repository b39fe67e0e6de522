/**
 * The recipes as a module. It is not beside them, because Java 22 and newer would then run them from source only on the module
 * path, and older ones only on the class path.
 */
module recipes {
  requires org.ganforge;
  requires org.ganforge.zoo;
}
