package io.vmm4j.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who runs against whom, and what is expected of ours. */
final class Races {

    /** Far less than is uploaded, so that nothing can hold all of it. */
    private static final int HEAP_MEBIBYTES = 64;

    private final Track track;
    private final Scale scale;

    Races(Track track) {
        this.track = track;
        this.scale = track.scale();
    }

    /** Rows under a heading. */
    record Table(String heading, List<Row> rows) {}

    List<Table> roundTrip() {
        List<Figures> figures = track.rounds(
                scale.rounds(),
                contestants(RoundTrip.class, "read", "oneShot", "rawChannel", "openSsh", "controlMaster"));
        Figures read = figures.get(0);
        Figures oneShot = figures.get(1);
        Figures raw = figures.get(2);
        Figures openSsh = figures.get(3);
        Figures master = figures.get(4);
        return List.of(
                new Table(
                        "Round trip of /usr/bin/true, p50",
                        List.of(
                                Row.of("READ", "raw channel", read.p50(), raw.p50(), "ms")
                                        .atMost(0.5),
                                Row.of("ONE_SHOT", "raw channel", oneShot.p50(), raw.p50(), "ms")
                                        .atMost(1.2),
                                Row.of("READ", "ControlMaster", read.p50(), master.p50(), "ms"),
                                Row.of("ONE_SHOT", "ControlMaster", oneShot.p50(), master.p50(), "ms"),
                                Row.of("OpenSshExecutor", "ControlMaster", openSsh.p50(), master.p50(), "ms"),
                                Row.of("READ", "OpenSshExecutor", read.p50(), openSsh.p50(), "ms"))),
                new Table(
                        "Round trip of /usr/bin/true, p99",
                        List.of(
                                Row.of("READ", "raw channel", read.p99(), raw.p99(), "ms"),
                                Row.of("ONE_SHOT", "raw channel", oneShot.p99(), raw.p99(), "ms"),
                                Row.of("OpenSshExecutor", "ControlMaster", openSsh.p99(), master.p99(), "ms"))));
    }

    List<Table> callers() {
        List<Row> rows = new ArrayList<>();
        for (int callers : scale.callers()) {
            Figures read = shared("read", callers);
            Figures oneShot = shared("oneShot", callers);
            Figures raw = shared("rawChannel", callers);
            Figures master = shared("controlMaster", callers);
            rows.add(Row.of("READ by " + callers, "raw channel", read.best(), raw.best(), "s"));
            rows.add(Row.of("ONE_SHOT by " + callers, "raw channel", oneShot.best(), raw.best(), "s"));
            rows.add(Row.of("READ by " + callers, "ControlMaster", read.best(), master.best(), "s"));
            rows.add(Row.of("ONE_SHOT by " + callers, "ControlMaster", oneShot.best(), master.best(), "s"));
        }
        return List.of(new Table(scale.commands() + " commands", rows));
    }

    private Figures shared(String method, int callers) {
        return track.shots(
                Contestant.of(ManyCallers.class, method, "callers=" + callers, "commands=" + scale.commands()), 1);
    }

    List<Table> runAll() {
        List<Figures> figures =
                track.rounds(1, contestants(RunAll.class, "reads", "singleReads", "oneShots", "singleOneShots"));
        return List.of(new Table(
                "Ten commands, p50",
                List.of(
                        Row.of(
                                "runAll of READ",
                                "10 single",
                                figures.get(0).p50(),
                                figures.get(1).p50(),
                                "ms"),
                        Row.of(
                                "of ONE_SHOT",
                                "10 single",
                                figures.get(2).p50(),
                                figures.get(3).p50(),
                                "ms"))));
    }

    List<Table> upload() {
        Figures ours = track.shots(Contestant.of(Upload.class, "ours"), scale.uploads(), "-Xmx" + HEAP_MEBIBYTES + "m");
        Figures scp = track.shots(Contestant.of(Upload.class, "scp"), scale.uploads());
        Figures sameCipher = track.shots(Contestant.of(Upload.class, "scpWithAesGcm"), scale.uploads());
        Figures sftp = track.shots(Contestant.of(Upload.class, "rawSftp"), scale.uploads());
        return List.of(
                new Table(
                        "Upload of " + scale.mebibytes() + " MiB",
                        List.of(
                                Row.of("upload", "scp", speed(ours), speed(scp), "MiB/s")
                                        .atLeast(1.2),
                                Row.of("upload", "scp with aes128-gcm", speed(ours), speed(sameCipher), "MiB/s"),
                                Row.of("upload", "raw SFTP", speed(ours), speed(sftp), "MiB/s"))),
                new Table(
                        "Heap during the upload, which had " + HEAP_MEBIBYTES + " MiB, at "
                                + Math.round(ours.extra(HeapProfiler.COLLECTIONS)) + " collections",
                        List.of(
                                Row.of(
                                                "left, 2nd half",
                                                "left, 1st half",
                                                ours.extra(HeapProfiler.LEFT_LATE),
                                                ours.extra(HeapProfiler.LEFT_EARLY),
                                                "MiB")
                                        .atMost(1.5),
                                Row.of(
                                        "most in use",
                                        "size of the file",
                                        ours.extra(HeapProfiler.USED),
                                        scale.mebibytes(),
                                        "MiB"))));
    }

    private double speed(Figures figures) {
        return scale.mebibytes() / figures.best();
    }

    private static List<Contestant> contestants(Class<?> benchmark, String... methods) {
        return Stream.of(methods)
                .map(method -> Contestant.of(benchmark, method))
                .toList();
    }
}
