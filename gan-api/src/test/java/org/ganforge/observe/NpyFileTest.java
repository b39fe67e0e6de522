package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HexFormat;
import org.ganforge.error.InvalidInputException;
import org.ganforge.layer.FloatTensor;
import org.ganforge.layer.TensorShape;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NpyFileTest {
  /** What NumPy 2.4.6 writes for {@code np.array([[1, -2.5, 3e-40]], np.float32)}. */
  private static final String NUMPY =
      "934e554d5059010076007b276465736372273a20273c6634272c2027666f727472616e5f6f726465"
          + "72273a2046616c73652c20277368617065273a2028312c2033292c207d2020202020202020202020"
          + "20202020202020202020202020202020202020202020202020202020202020202020202020202020"
          + "202020202020200a0000803f000020c047440300";

  private static final String WAY_OUT = "; save it as numpy.save(path, array.astype('<f4')) does";

  @TempDir Path dir;

  private Path file() {
    return dir.resolve("a.npy");
  }

  @Test
  void writesTheBytesOfNumpy() throws IOException {
    NpyFile.write(file(), FloatTensor.of(TensorShape.of(1, 3), 1, -2.5f, 3e-40f));
    assertThat(HexFormat.of().formatHex(Files.readAllBytes(file()))).isEqualTo(NUMPY);
  }

  @Test
  void readsTheBytesOfNumpy() throws IOException {
    Files.write(file(), HexFormat.of().parseHex(NUMPY));
    assertThat(NpyFile.read(file()))
        .isEqualTo(FloatTensor.of(TensorShape.of(1, 3), 1, -2.5f, 3e-40f));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 5})
  void bringsEveryRankBack(int rank) {
    int[] dims = new int[rank];
    Arrays.fill(dims, 10);
    TensorShape shape = TensorShape.of(dims);
    float[] values = new float[shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = Float.intBitsToFloat(i * 40_503);
    }
    FloatTensor tensor = FloatTensor.wrap(shape, values);
    NpyFile.write(file(), tensor);
    assertThat(NpyFile.read(file())).isEqualTo(tensor);
    assertThat(file().toFile().length() % 64).isEqualTo(4L * values.length % 64);
  }

  @Test
  void bringsASingleNumberBack() {
    FloatTensor tensor = FloatTensor.of(TensorShape.of(), Float.NaN);
    NpyFile.write(file(), tensor);
    assertThat(NpyFile.read(file())).isEqualTo(tensor);
  }

  @Test
  void refusesAnotherKindOfFile() throws IOException {
    Files.writeString(file(), "hello");
    refuses("a NumPy file of version 1.0 but found something else");
    Files.writeString(file(), "");
    refuses("a NumPy file of version 1.0 but found something else");
  }

  @Test
  void refusesATruncatedHeader() throws IOException {
    Files.write(file(), HexFormat.of().parseHex(NUMPY.substring(0, 100)));
    refuses("a NumPy file of version 1.0 but found something else");
  }

  @Test
  void refusesDoubles() throws IOException {
    write("{'descr': '<f8', 'fortran_order': False, 'shape': (1,), }", 8);
    refuses(
        "a header for float32 ('<f4') in C order but found"
            + " {'descr': '<f8', 'fortran_order': False, 'shape': (1,), }");
  }

  @Test
  void refusesFortranOrder() throws IOException {
    write("{'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }", 24);
    refuses(
        "a header for float32 ('<f4') in C order but found"
            + " {'descr': '<f4', 'fortran_order': True, 'shape': (2, 3), }");
  }

  @Test
  void refusesMissingAndSurplusBytes() throws IOException {
    String header = "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }";
    write(header, 23);
    refuses("24 bytes for shape [2, 3] but found 23");
    write(header, 25);
    refuses("24 bytes for shape [2, 3] but found 25");
  }

  @Test
  void refusesAHugeShapeBeforeAllocatingMemory() throws IOException {
    write("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483647,), }", 4);
    refuses("8589934588 bytes for shape [2147483647] but found 4");
    write("{'descr': '<f4', 'fortran_order': False, 'shape': (2147483648,), }", 4);
    refuses("a shape of at most 2147483647 elements but found (2147483648,)");
  }

  @Test
  void refusesAnEmptyArray() throws IOException {
    write("{'descr': '<f4', 'fortran_order': False, 'shape': (0, 3), }", 0);
    assertThatThrownBy(() -> NpyFile.read(file()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file()
                + " shape: expected dimensions of at least 1 with at most 2147483647 elements but"
                + " found [0, 3]; change the sizes");
  }

  @Test
  void refusesAMissingFile() {
    assertThatThrownBy(() -> NpyFile.read(file()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            file()
                + ": expected a file that can be read but found no such file or directory;"
                + " correct the path or the permissions");
  }

  private void refuses(String problem) {
    assertThatThrownBy(() -> NpyFile.read(file()))
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(file() + ": expected " + problem + WAY_OUT);
  }

  private void write(String header, int bytes) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.writeBytes(HexFormat.of().parseHex("934e554d5059" + "0100"));
    out.write(header.length() + 1);
    out.write(0);
    out.writeBytes((header + "\n").getBytes(StandardCharsets.US_ASCII));
    out.write(new byte[bytes]);
    Files.write(file(), out.toByteArray());
  }
}
