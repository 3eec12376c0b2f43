package io.vmm4j.testkit.internal.vmd.vmctl;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import io.vmm4j.testkit.internal.libc.Getopt;
import io.vmm4j.testkit.internal.libc.Strtonum;
import io.vmm4j.testkit.internal.vmd.config.BootDevice;
import io.vmm4j.testkit.internal.vmd.config.Disk;
import io.vmm4j.testkit.internal.vmd.config.Nic;
import io.vmm4j.testkit.internal.vmd.config.VmParameters;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** The options of {@code vmctl start}, checked one by one in the order in which they were typed. */
final class StartOptions {

    private final SimProcess process;
    private final Dialect dialect;
    private final List<Disk> disks = new ArrayList<>();
    private final List<Nic> nics = new ArrayList<>();
    private Optional<String> kernel = Optional.empty();
    private Optional<String> iso = Optional.empty();
    private Optional<String> template = Optional.empty();
    private Optional<BootDevice> bootDevice = Optional.empty();
    private OptionalInt minimumNics = OptionalInt.empty();
    private long memory;
    private boolean console;

    StartOptions(SimProcess process, Dialect dialect) {
        this.process = process;
        this.dialect = dialect;
    }

    List<Disk> disks() {
        return disks;
    }

    /** The interfaces asked for by kind, and then as many more as were asked for by number. */
    List<Nic> nics() {
        List<Nic> all = new ArrayList<>(nics);
        // One more than is allowed is as wrong as a million more.
        for (int i = all.size(); i < Math.min(minimumNics.orElse(0), VmParameters.MAX_NICS + 1); i++) {
            all.add(Nic.PLAIN);
        }
        return all;
    }

    Optional<String> kernel() {
        return kernel;
    }

    Optional<String> iso() {
        return iso;
    }

    Optional<String> template() {
        return template;
    }

    Optional<BootDevice> bootDevice() {
        return bootDevice;
    }

    long memory() {
        return memory;
    }

    boolean attachesConsole() {
        return console;
    }

    void take(Getopt.Option option) throws IOException {
        String value = option.argument();
        switch (option.letter()) {
            case 'b' -> {
                requireFirst(kernel.isEmpty(), "boot image");
                kernel = Optional.of(realPath(value, "boot image path", ""));
            }
            case 'B' -> {
                requireFirst(bootDevice.isEmpty(), "boot device");
                bootDevice = Optional.of(device(value));
            }
            case 'r' -> {
                requireFirst(iso.isEmpty(), "iso image");
                iso = Optional.of(realPath(value, "iso image path", value));
            }
            case 'c' -> console = true;
            case 'L' -> nics.add(Nic.localNic());
            case 'n' -> nics.add(value.equals(".") ? Nic.localNic() : Nic.on(value));
            case 'm' -> {
                requireFirst(memory == 0, "memory");
                memory = new SizeArgument(process, SizeArgument.Kind.MEMORY).parse(value);
            }
            case 'd' -> {
                DiskArgument disk = DiskArgument.parse(process.machine(), process.files(), value);
                disks.add(new Disk(realPath(disk.path(), "disk path", disk.path()), disk.format()));
            }
            case 'i' -> {
                requireFirst(minimumNics.isEmpty(), "interfaces");
                minimumNics = OptionalInt.of(count(value));
            }
            default -> template = Optional.of(template(value));
        }
    }

    private void requireFirst(boolean first, String what) throws IOException {
        if (!first) {
            throw Exit.with(process, what + " specified multiple times");
        }
    }

    private String realPath(String path, String what, String named) throws IOException {
        try {
            return process.files().realPath(path);
        } catch (SystemError e) {
            boolean name = dialect.paths() == Dialect.BadPaths.NAMED && !named.isEmpty();
            throw Exit.with(process, "invalid " + what + (name ? ": " + named : ""), e.errno());
        }
    }

    private BootDevice device(String word) throws IOException {
        Optional<BootDevice> device = BootDevice.named(word);
        if (device.isEmpty()) {
            throw Exit.with(process, "unknown boot device " + word);
        }
        return device.get();
    }

    private int count(String text) throws IOException {
        try {
            return (int) Strtonum.parse(text, 1, Integer.MAX_VALUE);
        } catch (Strtonum.Invalid e) {
            process.complain("vmctl: count is " + e.reason() + ": " + text + "\n");
            throw Exit.with(process, "invalid interface count: " + text);
        }
    }

    private String template(String name) throws IOException {
        if (name.length() >= VmParameters.NAME_LIMIT) {
            process.complain("vmctl: instance vm name too long\n");
            throw Exit.with(process, "invalid name: " + name);
        }
        return name;
    }
}
