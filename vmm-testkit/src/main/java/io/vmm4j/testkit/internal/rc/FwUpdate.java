package io.vmm4j.testkit.internal.rc;

import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.kernel.Program;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** fw_update(8), which knows one firmware: vmm's BIOS. */
public final class FwUpdate implements Program {

    private static final String DRIVER = "vmm";
    private static final String FILE = "/etc/firmware/vmm-bios";
    private static final String PACKAGES = "/var/db/pkg/";
    private static final int MODE = 0644;

    private final String version;
    private final Server server;

    /** The program of a release whose server has this version of the firmware: {@code 1.16.3p0}. */
    public FwUpdate(String version, Server server) {
        this.version = version;
        this.server = server;
    }

    /** The server that it asks. */
    @FunctionalInterface
    public interface Server {

        /** Whether it can be reached now. */
        boolean answers();
    }

    @Override
    public int run(SimProcess process) throws IOException {
        Getopt parsed = Getopt.parse("adD:Flnp:v", process.arguments());
        if (parsed.failed()) {
            process.complain("fw_update: " + parsed.error().replace("-- ", "-- -") + "\n");
            process.print("usage: fw_update [-adFlnv] [-D path] [-p path] [driver | file ...]\n");
            return 1;
        }
        Set<Character> options = new TreeSet<>();
        parsed.options().forEach(option -> options.add(option.letter()));
        boolean lists = options.contains('l');
        if (!process.account().isRoot() && !lists && !options.contains('F')) {
            process.complain("need root privileges\n");
            return 1;
        }
        List<String> drivers = new ArrayList<>(parsed.operands());
        if (drivers.isEmpty() && (options.contains('a') || isDetected(process))) {
            drivers.add(DRIVER);
        }
        if (lists) {
            for (String driver : drivers) {
                process.print(driver + "\n");
            }
            return 0;
        }
        return options.contains('d') ? delete(process, drivers) : install(process, drivers, options.contains('n'));
    }

    private static boolean isDetected(SimProcess process) {
        try {
            return FileText.read(process.files(), "/var/run/dmesg.boot")
                    .lines()
                    .anyMatch(line -> line.startsWith("vmm0 at "));
        } catch (SystemError e) {
            return false;
        }
    }

    private int install(SimProcess process, List<String> drivers, boolean dry) throws IOException {
        if (!drivers.isEmpty() && !server.answers()) {
            process.print("fw_update: failed.\n");
            process.complain("Cannot fetch http://firmware.openbsd.org/firmware/"
                    + process.machine().uname().release() + "/SHA256.sig\n");
            return 1;
        }
        List<String> added = new ArrayList<>();
        List<String> kept = new ArrayList<>();
        StringBuilder problems = new StringBuilder();
        for (String driver : new TreeSet<>(drivers)) {
            if (!driver.equals(DRIVER)) {
                problems.append("Unable to find firmware for ").append(driver).append('\n');
            } else if (process.files().exists(PACKAGES + packageName())) {
                kept.add(driver);
            } else {
                added.add(driver);
                if (!dry) {
                    place(process.files());
                }
            }
        }
        process.print("fw_update: add " + (added.isEmpty() ? "none" : String.join(",", added)) + "; update none"
                + (kept.isEmpty() ? "" : "; keep " + String.join(",", kept)) + "\n");
        process.complain(problems.toString());
        return 0;
    }

    private String packageName() {
        return "vmm-firmware-" + version;
    }

    /** Puts the firmware and the package's record in place, with the modes that they have in the package. */
    public void place(Files files) throws SystemError {
        for (String directory : List.of("/etc/firmware", "/var/db/pkg", PACKAGES + packageName())) {
            if (!files.exists(directory)) {
                files.makeDirectory(directory, 0755);
                files.changeMode(directory, 0755);
            }
        }
        write(files, FILE, "SeaBIOS " + version + "-OpenBSD-vmm\n");
        write(files, PACKAGES + packageName() + "/+CONTENTS", "@name " + packageName() + "\n@option firmware\n");
    }

    private static void write(Files files, String path, String text) throws SystemError {
        FileText.write(files, path, text, MODE);
        files.changeMode(path, MODE);
    }

    private int delete(SimProcess process, List<String> drivers) throws IOException {
        boolean there = drivers.contains(DRIVER) && process.files().exists(PACKAGES + packageName());
        if (there) {
            process.files().unlink(PACKAGES + packageName() + "/+CONTENTS");
            process.files().removeDirectory(PACKAGES + packageName());
            if (process.files().exists(FILE)) {
                process.files().unlink(FILE);
            }
        }
        process.print("fw_update: delete " + (there ? DRIVER : "none") + "\n");
        return 0;
    }
}
