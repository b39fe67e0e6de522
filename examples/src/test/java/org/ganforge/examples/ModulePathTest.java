package org.ganforge.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A program in its own module, compiled and run with the libraries on the module path. */
class ModulePathTest {
  /** The backend is not required: its module is found because it provides the service. */
  private static final String DESCRIPTOR =
      "module demo { requires org.ganforge; requires org.ganforge.zoo; }";

  private static final String PROGRAM =
      """
      package demo;

      import java.nio.file.Path;
      import org.ganforge.*;
      import org.ganforge.data.*;
      import org.ganforge.export.*;
      import org.ganforge.json.*;
      import org.ganforge.observe.*;
      import org.ganforge.zoo.ModelZoo;

      public class Demo {
        public static void main(String[] args) {
          Gan preset = ModelZoo.load("fashion-mlp");
          Gan gan = preset.withPlan(preset.plan().withIterations(2).withBatchSize(4));
          GanBackend backend = GanBackend.find();
          RunDirectory run = RunDirectory.create(Path.of(args[0]), "demo");
          try (GanTrainer trainer = backend.open(gan, HandwrittenDigits.of(8, 1));
              RunRecorder recorder = run.recorder()) {
            trainer.train(recorder);
            trainer.export(
                Export.of(NetworkRole.GENERATOR).withFormats(ExportFormat.values()), run.export());
          }
          Path file = run.export().resolve("generator/model.keras");
          System.out.println(GanJson.read(GanJson.write(gan)).equals(gan));
          System.out.println(backend.readKeras(file).network().name());
          System.out.println(backend.getClass().getModule());
        }
      }
      """;

  @TempDir Path directory;
  private Path out;

  @BeforeEach
  void makeFolders() throws IOException {
    out = Files.createDirectory(directory.resolve("out"));
  }

  @Test
  void aModuleTrainsWatchesExportsAndReads() throws IOException, InterruptedException {
    assertThat(compile(PROGRAM)).isEmpty();
    Path runs = directory.resolve("runs");
    Path log = directory.resolve("log.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Djava.awt.headless=true",
                "-p",
                RuntimePath.joined() + File.pathSeparator + out,
                "-m",
                "demo/demo.Demo",
                runs.toString())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    assertThat(process.waitFor(5, TimeUnit.MINUTES)).isTrue();

    assertThat(process.exitValue()).as(Files.readString(log)).isZero();
    assertThat(Files.readString(log)).contains("true\ngenerator\nmodule org.ganforge.tf\n");
    assertThat(runs.resolve("00000-demo")).isDirectoryContaining("glob:**/curves.png");
  }

  @Test
  void theInternalsAreNotVisible() throws IOException {
    for (String name :
        List.of("org.ganforge.internal", "org.ganforge.json.form", "org.ganforge.tf.graph")) {
      String program = "package demo; import " + name + ".*; public class Demo {}";
      assertThat(compile(program)).as(name).containsExactly("compiler.err.package.not.visible");
    }
  }

  /** Returns the codes of the errors. */
  private List<String> compile(String program) throws IOException {
    Path descriptor = Files.writeString(directory.resolve("module-info.java"), DESCRIPTOR);
    Path source = Files.writeString(directory.resolve("Demo.java"), program);
    JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
    DiagnosticCollector<JavaFileObject> found = new DiagnosticCollector<>();
    compiler
        .getTask(
            null,
            null,
            found,
            List.of(
                "-proc:none",
                "-p",
                RuntimePath.joined(),
                "--add-modules",
                "org.ganforge.tf",
                "-d",
                out.toString()),
            null,
            compiler
                .getStandardFileManager(null, null, null)
                .getJavaFileObjects(descriptor, source))
        .call();
    return found.getDiagnostics().stream()
        .filter(diagnostic -> diagnostic.getKind() == Diagnostic.Kind.ERROR)
        .map(Diagnostic::getCode)
        .toList();
  }
}
