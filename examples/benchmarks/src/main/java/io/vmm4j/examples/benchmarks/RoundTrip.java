package io.vmm4j.examples.benchmarks;

import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** A single true(1), from the call to its exit status. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RoundTrip {

    static final String TRUE = "/usr/bin/true";
    static final Command READ = Command.read(TRUE);
    static final Command ONE_SHOT = Command.oneShot(TRUE);

    /** By a kept shell. */
    @Benchmark
    public CommandResult read(VmmSsh ours) {
        return ours.run(READ);
    }

    /** By a channel of its own. */
    @Benchmark
    public CommandResult oneShot(VmmSsh ours) {
        return ours.run(ONE_SHOT);
    }

    /** By a process of ssh(1) that the executor starts. */
    @Benchmark
    public CommandResult openSsh(VmmOpenSsh ours) {
        return ours.run(ONE_SHOT);
    }

    /** The rival. */
    @Benchmark
    public int rawChannel(RawSshj raw) {
        return raw.run(TRUE);
    }

    /** The rival. */
    @Benchmark
    public int controlMaster(ControlMaster master) {
        return master.run(TRUE);
    }
}
