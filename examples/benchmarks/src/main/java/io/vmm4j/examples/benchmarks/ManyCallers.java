package io.vmm4j.examples.benchmarks;

import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Many true(1), shared out to callers that each wait for one before they ask for the next. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class ManyCallers {

    /** By kept shells. */
    @Benchmark
    public void read(VmmSsh ours, Callers callers) throws InterruptedException, ExecutionException {
        callers.share(() -> ours.run(RoundTrip.READ));
    }

    /** By channels of their own. */
    @Benchmark
    public void oneShot(VmmSsh ours, Callers callers) throws InterruptedException, ExecutionException {
        callers.share(() -> ours.run(RoundTrip.ONE_SHOT));
    }

    /** The rival. */
    @Benchmark
    public void rawChannel(RawSshj raw, Callers callers) throws InterruptedException, ExecutionException {
        callers.share(() -> raw.run(RoundTrip.TRUE));
    }

    /** The rival. */
    @Benchmark
    public void controlMaster(ControlMaster master, Callers callers) throws InterruptedException, ExecutionException {
        callers.share(() -> master.run(RoundTrip.TRUE));
    }

    /** So many threads. */
    @State(Scope.Benchmark)
    public static class Callers {

        /** How many callers there are. */
        @Param("1")
        public int callers;

        /** How many commands they run together. */
        @Param("1000")
        public int commands;

        private final ExecutorService threads = Executors.newCachedThreadPool();

        void share(Runnable command) throws InterruptedException, ExecutionException {
            AtomicInteger left = new AtomicInteger(commands);
            Callable<Integer> caller = () -> {
                int mine = 0;
                while (left.getAndDecrement() > 0) {
                    command.run();
                    mine++;
                }
                return mine;
            };
            List<Future<Integer>> done = threads.invokeAll(Collections.nCopies(callers, caller), 5, TimeUnit.MINUTES);
            int sum = 0;
            for (Future<Integer> one : done) {
                sum += one.get();
            }
            if (sum != commands) {
                throw new IllegalStateException(sum + " of " + commands + " commands were run");
            }
        }

        /** Ends the threads. */
        @TearDown
        public void close() {
            threads.shutdown();
        }
    }
}
