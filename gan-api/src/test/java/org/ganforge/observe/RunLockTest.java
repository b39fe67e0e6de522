package org.ganforge.observe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import org.ganforge.error.InvalidInputException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunLockTest {
  @TempDir Path dir;

  @Test
  void isHeldByOneAtATime() {
    RunDirectory run = new RunDirectory(dir);
    RunLock lock = run.lock();
    assertThatThrownBy(run::lock)
        .isInstanceOf(InvalidInputException.class)
        .hasMessage(
            "run directory "
                + dir
                + ": expected no other program that trains into it but found process "
                + ProcessHandle.current().pid()
                + "; wait until that ends, or stop it");
    lock.close();
    run.lock().close();
    assertThat(dir.toFile().list()).containsExactly(".lock");
  }
}
