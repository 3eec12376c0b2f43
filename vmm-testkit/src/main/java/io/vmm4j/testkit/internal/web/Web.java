package io.vmm4j.testkit.internal.web;

import io.vmm4j.testkit.SignifyKey;
import io.vmm4j.testkit.SimulatedInternet;
import io.vmm4j.testkit.internal.fs.FileText;
import io.vmm4j.testkit.internal.fs.Files;
import io.vmm4j.testkit.internal.host.MachineSpec;
import io.vmm4j.testkit.internal.host.Subsystem;
import io.vmm4j.testkit.internal.kernel.Machine;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.util.Optional;

/** A machine's way to the Internet, with the programs and keys for it. */
public final class Web implements Subsystem {

    private static final String KEYS = "/etc/signify";

    private final Optional<SimulatedInternet> internet;

    /** With this Internet, or with none: then no name has an address. */
    public Web(Optional<SimulatedInternet> internet) {
        this.internet = internet;
    }

    /** That of a machine; none if it was made without. */
    public static Web of(Machine machine) {
        return machine.part(Web.class, one -> new Web(Optional.empty()));
    }

    /** What the machine can reach. */
    public Optional<SimulatedInternet> internet() {
        return internet;
    }

    @Override
    public void attach(Machine machine, MachineSpec spec) throws SystemError {
        machine.part(Web.class, one -> this);
        Files files = machine.files();
        machine.programs().install(files, "/usr/bin/ftp", new Ftp());
        machine.programs().install(files, "/usr/bin/signify", new Signify());
        files.makeDirectory(KEYS, 0755);
        String own = spec.release().number();
        for (String release : new String[] {own, next(own)}) {
            String path = KEYS + "/openbsd-" + release.replace(".", "") + "-base.pub";
            FileText.write(files, path, SignifyKey.ofRelease(release).publicFile(), 0444);
        }
    }

    private static String next(String release) {
        int number = Integer.parseInt(release.replace(".", "")) + 1;
        return number / 10 + "." + number % 10;
    }
}
