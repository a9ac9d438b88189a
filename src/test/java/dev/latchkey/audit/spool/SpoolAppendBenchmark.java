package dev.latchkey.audit.spool;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

/**
 * What recording an event costs the request that waits for it: one reservation and one append, while a reader drains.
 *
 * <pre>
 * ./mvnw -q test-compile org.codehaus.mojo:exec-maven-plugin:3.6.2:exec -Dexec.classpathScope=test \
 *     -Dexec.executable=java -Dexec.args="-cp %classpath dev.latchkey.audit.spool.SpoolAppendBenchmark"
 * </pre>
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Warmup(iterations = 3, time = 3)
@Measurement(iterations = 5, time = 3)
@Fork(1)
public class SpoolAppendBenchmark {

    private static final int BATCH = 4_000;

    @Param({"100", "300"})
    int length;

    private Path base;
    private Spool spool;
    private byte[] payload;
    private Thread reader;
    private volatile boolean finished;

    @Setup(Level.Trial)
    public void open() throws IOException {
        base = Files.createTempDirectory(Path.of("target"), "spool-benchmark");
        spool = Spool.open(base, "benchmark", new SpoolSettings(1L << 30, 8 << 20, false));
        payload = new byte[length];
        finished = false;
        reader = new Thread(this::drain);
        reader.start();
    }

    @Benchmark
    public long reserveAndAppend() {
        while (!spool.reserve(length)) {
            Thread.onSpinWait();
        }
        return spool.append(length, payload, length);
    }

    @TearDown(Level.Trial)
    public void close() throws InterruptedException {
        finished = true;
        reader.join();
        spool.close();
    }

    private void drain() {
        while (!finished) {
            spool.acknowledge(spool.read(BATCH));
        }
    }

    public static void main(String[] args) throws RunnerException {
        new Runner(new OptionsBuilder()
                        .include(SpoolAppendBenchmark.class.getName())
                        .addProfiler(GCProfiler.class)
                        .build())
                .run();
    }
}
