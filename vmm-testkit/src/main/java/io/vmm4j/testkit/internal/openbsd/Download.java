package io.vmm4j.testkit.internal.openbsd;

import io.vmm4j.testkit.internal.board.Board;
import io.vmm4j.testkit.internal.board.Fetched;
import java.time.Duration;
import java.util.Locale;

/** ftp(1) with its progress meter, as the installer uses it for what it fetches and unpacks. */
final class Download {

    private static final long BYTES_PER_SECOND = 6_000_000;
    private static final long KILOBYTE = 1024;
    private static final int BAR = 26;
    private static final int LARGEST_IN_BYTES = 99_999;

    private Download() {}

    /** What ftp(1) says of a URL that it has not got. */
    static String complaint(String url, Fetched fetched) {
        if (fetched instanceof Fetched.Answer answer) {
            return "ftp: Error retrieving " + url + ": " + answer.reply().status() + " "
                    + answer.reply().reason();
        }
        return "ftp: " + ((Fetched.Failure) fetched).reason();
    }

    /** Shows a transfer of this many bytes from its beginning to its end. */
    static void show(Board board, String title, long bytes) {
        Duration time = Duration.ofMillis(20 + bytes * 1000 / BYTES_PER_SECOND);
        board.print("\r" + line(title, 0, 0, "--:-- ETA"));
        board.sleep(time);
        board.print("\r"
                + line(
                        title,
                        100,
                        bytes,
                        String.format(Locale.ROOT, "%02d:%02d    ", time.toMinutes(), time.toSecondsPart()))
                + "\n");
    }

    private static String line(String title, int percent, long bytes, String time) {
        boolean small = bytes <= LARGEST_IN_BYTES;
        int stars = BAR * percent / 100;
        return String.format(
                Locale.ROOT,
                "%-23s %3d%% |%s| %5d %2s    %s",
                title,
                percent,
                "*".repeat(stars) + " ".repeat(BAR - stars),
                small ? bytes : bytes / KILOBYTE,
                small ? "" : "KB",
                time);
    }
}
