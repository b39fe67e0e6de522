package org.ganforge.tf.keras;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HexFormat;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HdfChunksTest {
  /** The checksums that HDF5 stores after such chunks, where they are little-endian. */
  @ParameterizedTest
  @CsvSource({
    "ffff0000, ffffffff",
    "00000000, 00000000",
    "00010002, 00040003",
    "ffffffff, ffffffff",
    "0102, 01020102",
    "010203, 05040402"
  })
  void hasTheChecksumOfHdf5(String bytes, String sum) {
    byte[] chunk = HexFormat.of().parseHex(bytes);
    assertThat(HdfChunks.fletcher32(chunk, chunk.length)).isEqualTo(HexFormat.fromHexDigits(sum));
  }
}
