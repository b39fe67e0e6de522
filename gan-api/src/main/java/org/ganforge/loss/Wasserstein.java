package org.ganforge.loss;

/**
 * The Wasserstein loss on raw scores (Arjovsky et al. 2017): {@code mean(f) - mean(r)} for the
 * discriminator, {@code -mean(f)} for the generator. It holds for a critic whose slope is bounded,
 * and nothing bounds it yet: {@code org.ganforge.observe.CollapseWatch} warns of that.
 */
public record Wasserstein() implements Loss {
  /** Returns the loss. */
  public static Wasserstein of() {
    return new Wasserstein();
  }

  @Override
  public boolean usesLabels() {
    return false;
  }

  @Override
  public Outputs outputs() {
    return Outputs.SCORES;
  }

  @Override
  public double threshold() {
    return 0;
  }
}
