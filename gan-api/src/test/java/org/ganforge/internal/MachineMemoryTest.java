package org.ganforge.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What Linux' files say about memory. */
class MachineMemoryTest {
  private static final long KIBI = 1024;

  @TempDir private Path root;

  private void write(String file, String text) throws IOException {
    Path path = root.resolve(file);
    Files.createDirectories(path.getParent());
    Files.writeString(path, text);
  }

  private MachineMemory read(String groups) throws IOException {
    write("proc/meminfo", "MemTotal:       8000 kB\nMemFree:        10 kB\n");
    write("proc/self/cgroup", groups);
    return MachineMemory.read(root);
  }

  @Test
  void readsTheMachinesMemory() throws IOException {
    MachineMemory memory = read("0::/\n");
    assertThat(memory).isEqualTo(new MachineMemory(8000 * KIBI, Long.MAX_VALUE));
    assertThat(memory.most()).isEqualTo(8000 * KIBI);
    assertThat(memory.isLimited()).isFalse();
  }

  @Test
  void takesTheSmallestLimitOfAGroupAndItsParents() throws IOException {
    write("sys/fs/cgroup/a/memory.max", "3000\n");
    write("sys/fs/cgroup/a/b/memory.max", "max\n");
    MachineMemory memory = read("0::/a/b\n");
    assertThat(memory).isEqualTo(new MachineMemory(8000 * KIBI, 3000));
    assertThat(memory.most()).isEqualTo(3000);
    assertThat(memory.isLimited()).isTrue();
  }

  @Test
  void readsTheOlderGroupsToo() throws IOException {
    write("sys/fs/cgroup/memory/x/memory.limit_in_bytes", "5000\n");
    write("sys/fs/cgroup/x/memory.max", "1");
    assertThat(read("5:cpu:/x\n4:memory:/x\n").limit()).isEqualTo(5000);
  }

  @Test
  void aLimitAboveTheMachinesMemoryIsIgnored() throws IOException {
    write("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n");
    assertThat(read("4:memory:/\n").isLimited()).isFalse();
  }

  @Test
  void ignoresTheRootOfTheGroups() throws IOException {
    write("memory.max", "1");
    assertThat(read("0::/../..\n").isLimited()).isFalse();
  }

  @Test
  void asksJavaIfThereAreNoSuchFiles() {
    assertThat(MachineMemory.read(root).machine()).isBetween(1L << 28, 1L << 50);
    assertThat(MachineMemory.here().most()).isBetween(1L << 28, 1L << 50);
  }

  @Test
  void writesGigabytes() {
    assertThat(MachineMemory.gigabytes(3L << 29)).isEqualTo("1.5 GB");
  }
}
