package io.vmm4j.examples.benchmarks;

import io.vmm4j.exec.Batch;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.CommandResult;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;

/** Ten true(1) in one round trip, beside ten by themselves. */
@BenchmarkMode(Mode.SampleTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
public class RunAll {

    private static final int COUNT = 10;
    private static final Batch READS = Batch.of(Collections.nCopies(COUNT, RoundTrip.READ));
    private static final Batch ONE_SHOTS = Batch.of(Collections.nCopies(COUNT, RoundTrip.ONE_SHOT));

    /** Ten in one. */
    @Benchmark
    public List<CommandResult> reads(VmmSsh ours) {
        return together(ours, READS);
    }

    /** Ten in one. */
    @Benchmark
    public List<CommandResult> oneShots(VmmSsh ours) {
        return together(ours, ONE_SHOTS);
    }

    /** One by one. */
    @Benchmark
    public void singleReads(VmmSsh ours) {
        oneByOne(ours, RoundTrip.READ);
    }

    /** One by one. */
    @Benchmark
    public void singleOneShots(VmmSsh ours) {
        oneByOne(ours, RoundTrip.ONE_SHOT);
    }

    private static List<CommandResult> together(VmmSsh ours, Batch batch) {
        List<CommandResult> results = ours.executor().runAll(batch);
        results.forEach(Checked::result);
        return results;
    }

    private static void oneByOne(VmmSsh ours, Command command) {
        for (int i = 0; i < COUNT; i++) {
            ours.run(command);
        }
    }
}
