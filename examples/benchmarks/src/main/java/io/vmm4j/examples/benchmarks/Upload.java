package io.vmm4j.examples.benchmarks;

import io.vmm4j.exec.Privilege;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** One large file to the host. */
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.SECONDS)
public class Upload {

    /** Through a temporary name, its size compared on the host. */
    @Benchmark
    public void ours(VmmSsh ours, Copy copy) {
        ours.executor()
                .files()
                .upload(copy.source(), copy.destination().toString(), 0600, Privilege.USER, Duration.ofMinutes(5));
    }

    /** The rival, as it comes. */
    @Benchmark
    public void scp(Copy copy) {
        Programs.run(copy.scp(List.of()));
    }

    /** The rival, made to use the cipher that the others use. */
    @Benchmark
    public void scpWithAesGcm(Copy copy) {
        Programs.run(copy.scp(List.of("-c", "aes128-gcm@openssh.com")));
    }

    /** The rival. */
    @Benchmark
    public void rawSftp(RawSshj raw, Copy copy) {
        raw.upload(copy.source(), copy.destination());
    }

    /** What is copied; the copy is looked at and removed after each time. */
    @State(Scope.Benchmark)
    public static class Copy {

        private final Server server = Server.told();

        Path source() {
            return server.source();
        }

        Path destination() {
            return server.destination();
        }

        List<String> scp(List<String> options) {
            List<String> argv = new ArrayList<>(List.of("scp", "-q"));
            argv.addAll(options);
            argv.addAll(server.openSshOptions());
            argv.addAll(List.of("-P", Integer.toString(server.port())));
            argv.addAll(List.of(source().toString(), server.user() + "@127.0.0.1:" + destination()));
            return argv;
        }

        /** Removes the copy, if it is whole. */
        @TearDown(Level.Invocation)
        public void remove() throws IOException {
            long arrived = Files.size(destination());
            if (arrived != Files.size(source())) {
                throw new IOException("only " + arrived + " bytes arrived");
            }
            Files.delete(destination());
        }
    }
}
