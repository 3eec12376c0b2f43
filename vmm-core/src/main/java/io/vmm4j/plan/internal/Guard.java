package io.vmm4j.plan.internal;

import io.vmm4j.HostPath;
import io.vmm4j.exec.Answer;
import io.vmm4j.exec.Command;
import io.vmm4j.exec.Effect;
import io.vmm4j.exec.Query;
import io.vmm4j.exec.ShellWords;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The part of a guarded plan that lies on the host: a directory with how to take back each change, and a process that does so when
 * the deadline in it passes.
 *
 * <p>Whoever renames the directory decides: to {@code .done} by a confirmation, to {@code .undoing} by taking back. So the two
 * never both happen, however late an answer or a deadline is. A restart of the host ends the process and leaves the directory, which
 * the next guarded plan takes back first.
 */
final class Guard {

    /** How often the process on the host looks, in seconds. */
    static final int WATCH_INTERVAL = 3;

    private static final int SETTLED = 3;
    private static final int TROUBLED = 4;

    /** $1 the directory. Prints the numbers of the changes that could not be taken back. */
    private static final String ROLLBACK = """
            g=$1
            mv "$g" "$g.undoing" 2>/dev/null || exit 3
            cd "$g.undoing/undo" || exit 1
            r=0
            for n in $(ls | sort -r); do
                if ! out=$(sh "./$n" 2>&1 </dev/null); then
                    r=4
                    printf '%s: %s\\n' "$n" "$out" >>../failed
                    echo "$n"
                fi
            done
            cd /
            if [ $r -eq 0 ]; then rm -rf "$g.undoing"; rmdir "${g%/*}" 2>/dev/null; fi
            exit $r
            """;

    /** $1 the directory. */
    private static final String WATCH = "while [ -e \"$1/deadline\" ]; do"
            + " if [ $(date +%s) -ge $(cat \"$1/deadline\") ]; then exec sh \"$1/rollback\" \"$1\"; fi;"
            + " sleep " + WATCH_INTERVAL + "; done";

    /** $1 the directory, $2 seconds, $3 how to take back, $4 how to watch. */
    private static final String BEGIN = "umask 077; g=$1; mkdir -p \"${g%/*}\" || exit 1;"
            + " for o in \"${g%/*}\"/*; do [ -e \"$o/deadline\" ] || continue;"
            + " if [ $(date +%s) -lt $(cat \"$o/deadline\") ]; then"
            + " cat \"$o/deadline\" >&2; exit 75; fi;"
            + " sh \"$o/rollback\" \"$o\" >&2 || exit 1; mkdir -p \"${g%/*}\"; done;"
            + " mkdir \"$g\" && mkdir \"$g/undo\" && printf '%s' \"$3\" >\"$g/rollback\""
            + " && echo $(($(date +%s) + $2)) >\"$g/deadline\" || exit 1;"
            + " sh -c \"$4\" sh \"$g\" </dev/null >/dev/null 2>&1 &";

    private final HostPath directory;
    private final Duration probation;
    private final List<String> atTheEnd = new ArrayList<>();

    /** A guard in this directory, which nobody else uses. */
    Guard(HostPath directory, Duration probation) {
        this.directory = directory;
        this.probation = probation;
    }

    /**
     * Starts to watch; nothing is there yet to take back. Exit status 75 if an earlier plan still waits, with its deadline on
     * standard error.
     */
    Query<Answer> begin() {
        return raw(Command.oneShot("sh", "-c", BEGIN, "sh", directory.value(), seconds(Duration.ZERO), ROLLBACK, WATCH)
                .asRoot());
    }

    /** A command that notes first how it is taken back. */
    Command guarded(int number, Command command, Optional<Command> undo) {
        String note = undo.map(one -> note(number, ShellWords.join(one.argv()))).orElse("");
        List<String> argv =
                new ArrayList<>(List.of("sh", "-c", extend(command.timeout()) + note + " exec \"$@\"", "sh"));
        argv.addAll(command.argv());
        return command.withArgv(argv).asRoot();
    }

    /** A replacement in its turn that notes first how it is taken back. */
    Query<Boolean> guarded(int number, FileReplacement file) {
        String keep = " if [ -e \"$p\" ]; then cp -p \"$p\" \"$g/keep." + number(number) + "\" || exit 1; fi;"
                + " [ -d \"${p%/*}\" ] || : >\"$g/made." + number(number) + "\";";
        String begin = "umask 077; " + extend(Command.DEFAULT_TIMEOUT) + " SUFFIX=;";
        return file.query(begin, keep + note(number, undo(number, file)));
    }

    /** A replacement whose new file lies beside the old one until the confirmation. */
    Query<Boolean> staged(int number, FileReplacement file) {
        String path = "p=" + ShellWords.quote(file.path().value()) + "; " + FileReplacement.FOLLOW;
        boolean writes = file.to().isPresent();
        atTheEnd.add("( " + path + (writes ? " mv -f \"$p.candidate\" \"$p\"" : " rm -f \"$p\"") + " ) || r=5;");
        String begin = "umask 077; " + extend(Command.DEFAULT_TIMEOUT) + " SUFFIX=.candidate;";
        return file.query(begin, writes ? note(number, path + " rm -f \"$p.candidate\"") : " exit 0;");
    }

    private static String undo(int number, FileReplacement file) {
        String keep = "../keep." + number(number);
        String back = file.from().isPresent()
                ? "cp -p " + keep + " \"$p.before\" && mv -f \"$p.before\" \"$p\""
                : "rm -f \"$p\" && if [ -e ../made." + number(number) + " ]; then rmdir \"${p%/*}\" 2>/dev/null; fi; :";
        return "p=" + ShellWords.quote(file.path().value()) + "; " + FileReplacement.FOLLOW
                + " now=absent; if [ -e \"$p\" ]; then now=$(sha256 -q \"$p\"); fi\n"
                + "[ \"$now\" = " + FileReplacement.hash(file.from()) + " ] && exit 0\n"
                + "[ \"$now\" = " + FileReplacement.hash(file.to())
                + " ] || { echo \"$p: somebody else has changed it\"; exit 1; }\n" + back;
    }

    /** Puts the deadline off until after what comes now; fails if it was too late for that. */
    private String extend(Duration work) {
        return "g=" + ShellWords.quote(directory.value())
                + "; [ -e \"$g/deadline\" ] || { echo 'everything was taken back meanwhile' >&2; exit 77; };"
                + " echo $(($(date +%s) + " + seconds(work)
                + ")) >\"$g/next\" && mv -f \"$g/next\" \"$g/deadline\" || exit 1;";
    }

    private static String note(int number, String undo) {
        return " printf '%s\\n' " + ShellWords.quote(undo) + " >\"$g/undo/" + number(number) + "\" || exit 1;";
    }

    private static String number(int number) {
        return String.format("%03d", number);
    }

    private String seconds(Duration work) {
        return Long.toString(work.plus(probation).toSeconds());
    }

    /** Keeps everything for good. Exit status 3 if that was decided before, 5 if a file could not be put in its place. */
    Command confirmation() {
        String text = "g=$1; mv \"$g\" \"$g.done\" 2>/dev/null || exit 3; r=0; " + String.join(" ", atTheEnd)
                + " rm -rf \"$g.done\"; rmdir \"${g%/*}\" 2>/dev/null; exit $r";
        return Command.of(Effect.ONE_SHOT, List.of("sh", "-c", text, "sh", directory.value()))
                .asRoot();
    }

    /** Whether it is decided, and how. */
    Query<State> state() {
        String text = "if [ -e \"$1/deadline\" ]; then echo open; elif [ -e \"$1.undoing\" ]; then echo undone;"
                + " else echo settled; fi";
        return new Query<>(
                Command.read("sh", "-c", text, "sh", directory.value()).asRoot(),
                answer -> switch (answer.result().stdout().strip()) {
                    case "open" -> State.OPEN;
                    case "undone" -> State.UNDONE;
                    default -> State.SETTLED;
                });
    }

    /** What became of it. */
    enum State {
        OPEN,
        UNDONE,
        /** Confirmed, or taken back without trouble: nothing of it is left. */
        SETTLED
    }

    /** Takes everything back now. Gives the numbers of the changes for which that failed. */
    Query<List<Integer>> rollback() {
        String text = "[ -e \"$1/rollback\" ] || exit " + SETTLED + "; sh \"$1/rollback\" \"$1\"";
        return new Query<>(
                Command.idempotent("sh", "-c", text, "sh", directory.value())
                        .withTimeout(Command.DEFAULT_TIMEOUT.multipliedBy(5))
                        .asRoot(),
                answer -> answer.result().exitStatus() == TROUBLED
                        ? answer.result().stdoutLines().stream()
                                .filter(line -> line.matches("\\d{3}"))
                                .map(Integer::valueOf)
                                .sorted()
                                .toList()
                        : List.of());
    }

    /**
     * How long after the beginning of a change the host takes everything back, unless it is confirmed.
     *
     * @param work how long the change may take
     */
    Duration patience(Duration work) {
        return work.plus(probation).plusSeconds(WATCH_INTERVAL);
    }

    private static Query<Answer> raw(Command command) {
        return new Query<>(command, answer -> answer);
    }
}
