package org.ganforge.data;

import static org.assertj.core.api.Assertions.assertThat;

import org.ganforge.picture.Drawn;
import org.ganforge.picture.Picture;
import org.ganforge.picture.PictureException;
import org.junit.jupiter.api.Test;

class DecodersTest {
  @Test
  void additionalOnesShareTheMemory() throws PictureException {
    byte[] png = Drawn.encoded(Drawn.plain(600, 600, 0), "png");
    try (Decoders first = Decoders.startUnbounded();
        Decoders second = first.startBeside()) {
      int all = first.room();
      int taken = first.takeRoom("a.png", Picture.of(png, Picture.MOST_PIXELS));
      assertThat(taken).as("megabytes, rounded up, for 600 x 600 x 8 bytes").isEqualTo(3);
      assertThat(second.room()).isEqualTo(all - taken);
      second.giveBack(taken);
      assertThat(first.room()).isEqualTo(all);
    }
  }
}
