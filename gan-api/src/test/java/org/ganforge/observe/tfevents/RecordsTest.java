package org.ganforge.observe.tfevents;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RecordsTest {
  /** The output of {@code tf.io.TFRecordWriter} for {@code b"abc"} and {@code b""}. */
  private static final byte[] TENSORFLOW =
      HexFormat.of()
          .parseHex("0300000000000000b099490e6162636e57f121" + "000000000000000029039807d8ea82a2");

  @Test
  void areWrittenAsTensorFlowWritesThem() {
    assertThat(Records.of(text("abc")).array()).isEqualTo(Arrays.copyOf(TENSORFLOW, 19));
    assertThat(Records.of(text("")).array()).isEqualTo(Arrays.copyOfRange(TENSORFLOW, 19, 35));
  }

  @Test
  void areReadAsTensorFlowWritesThem() throws IOException {
    Records records = new Records(new ByteArrayInputStream(TENSORFLOW), TENSORFLOW.length);
    assertThat(records.next()).isEqualTo(text("abc"));
    assertThat(records.position()).isEqualTo(19);
    assertThat(records.next()).isEmpty();
    assertThat(records.next()).isNull();
    assertThat(records.position()).isEqualTo(35);
  }

  /** From RFC 3720, B.4, and the checksum of "123456789"; masks by plain arithmetic. */
  @Test
  void haveTheChecksumsOfThePublishedExamples() {
    byte[] ones = new byte[32];
    Arrays.fill(ones, (byte) 0xff);
    assertThat(Records.masked(new byte[32], 0, 32)).isEqualTo(mask(0x8a9136aaL));
    assertThat(Records.masked(ones, 0, 32)).isEqualTo(mask(0x62a8ab43L));
    assertThat(Records.masked(text("123456789"), 0, 9)).isEqualTo(mask(0xe3069283L));
  }

  private static int mask(long crc) {
    return (int) ((crc / 32768 + crc % 32768 * 131072 + 0xa282ead8L) % 4294967296L);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7, 8, 12, 14, 15})
  void aChangedByteIsDetected(int place) throws IOException {
    byte[] changed = TENSORFLOW.clone();
    changed[place] ^= 1;
    assertThat(new Records(new ByteArrayInputStream(changed), changed.length).next()).isNull();
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 5, 12, 14, 18})
  void anIncompleteRecordIsIgnored(int length) throws IOException {
    byte[] torn = Arrays.copyOf(TENSORFLOW, length);
    assertThat(new Records(new ByteArrayInputStream(torn), torn.length).next()).isNull();
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
