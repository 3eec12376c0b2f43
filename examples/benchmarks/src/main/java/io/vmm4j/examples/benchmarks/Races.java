package io.vmm4j.examples.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Who runs against whom, and what is expected of ours. */
final class Races {

    /** Far less than is uploaded, so that nothing can hold all of it. */
    private static final int HEAP_MEBIBYTES = 64;
    /** Little for what is new, so that the collector looks often. */
    private static final List<String> SMALL_HEAP = List.of("-XX:+UseSerialGC", "-Xmx" + HEAP_MEBIBYTES + "m", "-Xmn4m");

    private static final String READ = "READ";
    private static final String ONE_SHOT = "ONE_SHOT";
    private static final String OPENSSH = "OpenSshExecutor";
    private static final String RAW = "raw channel";
    private static final String MASTER = "ControlMaster";

    private final Track track;
    private final Scale scale;

    Races(Track track) {
        this.track = track;
        this.scale = track.scale();
    }

    /** Rows under a heading. */
    record Table(String heading, List<Row> rows) {}

    List<Table> roundTrip() {
        List<Figures> figures =
                track.over(contestants(RoundTrip.class, "read", "oneShot", "rawChannel", "openSsh", "controlMaster"));
        Figures read = figures.get(0);
        Figures oneShot = figures.get(1);
        Figures raw = figures.get(2);
        Figures openSsh = figures.get(3);
        Figures master = figures.get(4);
        return List.of(
                new Table(
                        "Round trip of /usr/bin/true, p50",
                        List.of(
                                Row.of(READ, RAW, read.p50(), raw.p50(), "ms").atMost(0.5),
                                Row.of(ONE_SHOT, RAW, oneShot.p50(), raw.p50(), "ms")
                                        .atMost(1.2),
                                Row.of(READ, MASTER, read.p50(), master.p50(), "ms"),
                                Row.of(ONE_SHOT, MASTER, oneShot.p50(), master.p50(), "ms"),
                                Row.of(OPENSSH, MASTER, openSsh.p50(), master.p50(), "ms"),
                                Row.of(READ, OPENSSH, read.p50(), openSsh.p50(), "ms"))),
                new Table(
                        "Round trip of /usr/bin/true, p99",
                        List.of(
                                Row.of(READ, RAW, read.p99(), raw.p99(), "ms"),
                                Row.of(ONE_SHOT, RAW, oneShot.p99(), raw.p99(), "ms"),
                                Row.of(OPENSSH, MASTER, openSsh.p99(), master.p99(), "ms"))));
    }

    List<Table> callers() {
        List<Row> rows = new ArrayList<>();
        for (int callers : scale.callers()) {
            String[] parameters = {"callers=" + callers, "commands=" + scale.commands()};
            List<Figures> figures = track.once(Stream.of("read", "oneShot", "rawChannel", "controlMaster")
                    .map(method -> Contestant.of(ManyCallers.class, method, parameters))
                    .toList());
            double raw = figures.get(2).best();
            double master = figures.get(3).best();
            rows.add(Row.of(READ + " by " + callers, RAW, figures.get(0).best(), raw, "s"));
            rows.add(Row.of(ONE_SHOT + " by " + callers, RAW, figures.get(1).best(), raw, "s"));
            rows.add(Row.of(READ + " by " + callers, MASTER, figures.get(0).best(), master, "s"));
            rows.add(Row.of(ONE_SHOT + " by " + callers, MASTER, figures.get(1).best(), master, "s"));
        }
        return List.of(new Table(scale.commands() + " commands", rows));
    }

    List<Table> runAll() {
        List<Figures> figures =
                track.over(contestants(RunAll.class, "reads", "singleReads", "oneShots", "singleOneShots"));
        double reads = figures.get(0).p50();
        double oneShots = figures.get(2).p50();
        return List.of(new Table(
                "Ten commands, p50",
                List.of(
                        Row.of("runAll, READ", "10 x run", reads, figures.get(1).p50(), "ms"),
                        Row.of(
                                "runAll, ONE_SHOT",
                                "10 x run",
                                oneShots,
                                figures.get(3).p50(),
                                "ms"))));
    }

    List<Table> upload() {
        List<Figures> figures = track.once(List.of(
                Contestant.of(Upload.class, "ours").on(SMALL_HEAP),
                Contestant.of(Upload.class, "scp"),
                Contestant.of(Upload.class, "scpWithAesGcm"),
                Contestant.of(Upload.class, "rawSftp")));
        Figures ours = figures.get(0);
        double speed = speed(ours);
        return List.of(
                new Table(
                        "Upload of " + scale.mebibytes() + " MiB",
                        List.of(
                                Row.of("upload", "scp", speed, speed(figures.get(1)), "MiB/s")
                                        .atLeast(1.2),
                                Row.of("upload", "scp with aes128-gcm", speed, speed(figures.get(2)), "MiB/s"),
                                Row.of("upload", "raw SFTP", speed, speed(figures.get(3)), "MiB/s"))),
                heap(ours));
    }

    private Table heap(Figures ours) {
        double early = ours.extra(HeapProfiler.LEFT_EARLY);
        double late = ours.extra(HeapProfiler.LEFT_LATE);
        return new Table(
                "Heap of the program that uploads, at most " + HEAP_MEBIBYTES + " MiB, seen at "
                        + Math.round(ours.extra(HeapProfiler.COLLECTIONS)) + " collections",
                List.of(
                        Row.of("left, 2nd half", "left, 1st half", late, early, "MiB")
                                .atMost(1.5),
                        Row.of(
                                "most in use",
                                "size of the file",
                                ours.extra(HeapProfiler.USED),
                                scale.mebibytes(),
                                "MiB")));
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
