package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.List;
import java.util.Optional;

/** What an administrator has asked to be run at boot: units of systemd(1) that were enabled, scripts of OpenRC's local. */
final class FirstBoot {

    private static final String UNITS = "/etc/systemd/system/";
    private static final String WANTED = UNITS + "multi-user.target.wants";
    private static final String LOCAL = "/etc/local.d";

    private final Inside inside;

    FirstBoot(Inside inside) {
        this.inside = inside;
    }

    void run() {
        if (inside.distribution().hasSystemd()) {
            list(WANTED).forEach(name -> inside.read(UNITS + name).ifPresent(this::start));
        } else if (inside.files().exists("/etc/runlevels/default/local")) {
            list(LOCAL).stream().filter(name -> name.endsWith(".start")).forEach(name -> inside.sh(LOCAL + "/" + name));
        }
    }

    private List<String> list(String directory) {
        try {
            return inside.files().exists(directory) ? inside.files().list(directory) : List.of();
        } catch (SystemError e) {
            throw new IllegalStateException(directory, e);
        }
    }

    private void start(String unit) {
        boolean meant = setting(unit, "ConditionPathExists")
                .map(path -> inside.files().exists(path))
                .orElse(true);
        if (meant) {
            setting(unit, "ExecStart").ifPresent(inside::sh);
        }
    }

    private static Optional<String> setting(String unit, String name) {
        return unit.lines()
                .map(String::strip)
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .findFirst();
    }
}
