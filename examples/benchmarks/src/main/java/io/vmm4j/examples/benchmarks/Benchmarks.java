package io.vmm4j.examples.benchmarks;

import io.vmm4j.testkit.openssh.LoopbackSshd;
import io.vmm4j.testkit.openssh.LoopbackSshdBuilder;
import io.vmm4j.time.Timeline;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * The program: starts an sshd(8) on loopback, lets all contestants run against it, prints the ratios.
 *
 * <p>Exit status 0 when everything could be measured, whether or not a target was met; 1 when not; 2 for a usage error.
 */
public final class Benchmarks {

    private static final List<String> RACES = List.of("roundtrip", "callers", "batch", "upload");
    private static final String USAGE = "usage: benchmarks [--quick] [" + String.join("|", RACES) + "]...";

    private final PrintStream out;

    private Benchmarks(PrintStream out) {
        this.out = out;
    }

    /** Runs the races that are named, or all of them. */
    public static void main(String[] arguments) throws IOException {
        Set<String> names = new TreeSet<>(Comparator.comparingInt(RACES::indexOf));
        names.addAll(List.of(arguments));
        boolean quick = names.remove("--quick");
        if (!RACES.containsAll(names)) {
            System.err.println(USAGE);
            System.exit(2);
        }
        if (!LoopbackSshdBuilder.canChooseUser()) {
            System.err.println("sshd, ssh-keygen and nss_wrapper are needed.");
            System.exit(1);
        }
        new Benchmarks(System.out).run(quick ? Scale.QUICK : Scale.FULL, names.isEmpty() ? RACES : List.copyOf(names));
    }

    private void run(Scale scale, List<String> names) throws IOException {
        long start = Timeline.system().nanoTime();
        Path room = Files.createTempDirectory(inMemory(), "vmm4j-benchmarks");
        // As many sessions as there are callers: the rivals have nobody who lets them in by turns.
        try (LoopbackSshd sshd = LoopbackSshd.builder()
                .loginShell("/bin/sh")
                .setting("MaxSessions 64")
                .setting("Subsystem sftp internal-sftp")
                .setting("LogLevel ERROR")
                .start()) {
            Runtime.getRuntime().addShutdownHook(new Thread(() -> leaveNothing(sshd, room)));
            out.println(circumstances(room));
            out.println();
            Races races = new Races(new Track(Server.of(sshd, room), scale, out));
            List<Races.Table> tables = new ArrayList<>();
            for (String name : names) {
                tables.addAll(race(races, name, scale, room));
            }
            print(tables, Duration.ofNanos(Timeline.system().nanoTime() - start));
        }
    }

    /** However the program ends, by itself or by ^C. */
    private static void leaveNothing(LoopbackSshd sshd, Path room) {
        sshd.close();
        try {
            delete(room);
        } catch (IOException e) {
            System.err.println("left behind: " + room);
        }
    }

    private static List<Races.Table> race(Races races, String name, Scale scale, Path room) throws IOException {
        return switch (name) {
            case "roundtrip" -> races.roundTrip();
            case "callers" -> races.callers();
            case "batch" -> races.runAll();
            default -> {
                RandomFile.write(room.resolve("source"), scale.mebibytes());
                yield races.upload();
            }
        };
    }

    private void print(List<Races.Table> tables, Duration took) {
        out.printf("%n%45s %8s %14s%n", "ours", "rival", "ratio");
        for (Races.Table table : tables) {
            out.println(table.heading());
            table.rows().forEach(out::println);
        }
        List<Row> judged = tables.stream()
                .flatMap(table -> table.rows().stream())
                .filter(Row::hasTarget)
                .toList();
        long met = judged.stream().filter(Row::met).count();
        out.printf("%n%d of %d targets met; it took %d s.%n", met, judged.size(), took.toSeconds());
    }

    private static String circumstances(Path room) {
        return String.format(
                "%s, %d CPUs, Java %s, files in %s.%nClient and server share the machine: figures wander, ratios less.",
                Timeline.system().now().atOffset(ZoneOffset.UTC).toLocalDate(),
                Runtime.getRuntime().availableProcessors(),
                Runtime.version().feature(),
                room.getParent());
    }

    /** A directory of a file system in memory, if there is one with room for the file and its copy. */
    private static Path inMemory() throws IOException {
        Path shared = Path.of("/dev/shm");
        long needed = 3L * Scale.FULL.mebibytes() * 1024 * 1024;
        boolean fits = Files.isWritable(shared) && Files.getFileStore(shared).getUsableSpace() > needed;
        return fits ? shared : Path.of(System.getProperty("java.io.tmpdir"));
    }

    private static void delete(Path directory) throws IOException {
        try (Stream<Path> files = Files.list(directory)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(directory);
    }
}
