package io.vmm4j.testkit.internal.vmd;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.OpenFlag;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.nio.charset.StandardCharsets;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;

/** The daemon facility of syslog(3): lines in /var/log/daemon. */
public final class Syslog {

    private static final String FILE = "/var/log/daemon";
    private static final int MODE = 0640;
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("MMM ppd HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final Machine machine;
    private final String tag;

    /** The log as this program writes it: {@code name[pid]}. */
    public Syslog(Machine machine, String tag) {
        this.machine = machine;
        this.tag = tag;
    }

    /** Logs a line. */
    public void log(String message) {
        String line = TIME.format(machine.timeline().now()) + " " + hostName() + " " + tag + ": " + message + "\n";
        try {
            FileText.writeBytes(
                    machine.files(), FILE, line.getBytes(StandardCharsets.ISO_8859_1), MODE, OpenFlag.APPENDING);
        } catch (SystemError e) {
            // A log that cannot be written is a log that is not written.
        }
    }

    private String hostName() {
        try {
            String name = FileText.read(machine.files(), "/etc/myname").strip();
            int dot = name.indexOf('.');
            return dot < 0 ? name : name.substring(0, dot);
        } catch (SystemError e) {
            return "localhost";
        }
    }
}
