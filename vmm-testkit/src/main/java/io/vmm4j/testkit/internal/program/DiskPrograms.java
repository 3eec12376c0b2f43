package io.vmm4j.testkit.internal.program;

import io.vmm4j.testkit.internal.fs.Stat;
import io.vmm4j.testkit.internal.fs.Volume;
import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.kernel.SystemError;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** df(1) and du(1). */
final class DiskPrograms {

    static final Utility DF =
            Utility.of("klP", List.of("usage: df [-hiklnP] [-t type] [[file | file_system] ...]"), DiskPrograms::df);

    static final Utility DU =
            Utility.of("aksx", List.of("usage: du [-achkrsx] [-H | -L | -P] [-d depth] [file ...]"), DiskPrograms::du);

    private DiskPrograms() {}

    private static int df(SimProcess process, Arguments arguments) throws IOException {
        List<Volume> volumes = new ArrayList<>();
        int status = 0;
        for (String path : arguments.operands()) {
            try {
                volumes.add(process.files().stat(path).volume());
            } catch (SystemError e) {
                process.warn(path, e);
                status = 1;
            }
        }
        if (arguments.operands().isEmpty()) {
            volumes.addAll(process.machine().fileTree().volumes());
        }
        if (volumes.isEmpty()) {
            return status;
        }
        int factor = arguments.has('k') ? 1 : 2;
        int width = Math.max(
                11,
                volumes.stream()
                        .mapToInt(volume -> volume.device().length())
                        .max()
                        .orElse(0));
        if (arguments.has('P')) {
            String blocks = factor == 1 ? "1024-blocks" : "512-blocks";
            process.print(String.format(
                    "%-" + width + "s %s       Used   Available Capacity Mounted on\n", "Filesystem", blocks));
            for (Volume volume : volumes) {
                process.print(String.format(
                        "%-" + width + "s %" + blocks.length() + "d %10d %11d %5d%%   %s\n",
                        volume.device(),
                        volume.totalKilobytes() * factor,
                        volume.usedKilobytes() * factor,
                        volume.availableKilobytes() * factor,
                        percent(volume, 1),
                        volume.mountPoint()));
            }
            return status;
        }
        String blocks = factor == 1 ? "1K-blocks" : "512-blocks";
        process.print(
                String.format("%-" + width + "s %s      Used     Avail Capacity  Mounted on\n", "Filesystem", blocks));
        for (Volume volume : volumes) {
            process.print(String.format(
                    "%-" + width + "s %" + blocks.length() + "d %9d %9d %5d%%    %s\n",
                    volume.device(),
                    volume.totalKilobytes() * factor,
                    volume.usedKilobytes() * factor,
                    volume.availableKilobytes() * factor,
                    percent(volume, 0.5),
                    volume.mountPoint()));
        }
        return status;
    }

    /** How full it is for users, rounded up with -P and to the nearest without. */
    private static long percent(Volume volume, double rounding) {
        long usable = volume.usedKilobytes() + volume.availableKilobytes();
        double exact = usable <= 0 ? 100 : volume.usedKilobytes() * 100.0 / usable;
        return rounding == 1 ? (long) Math.ceil(exact) : Math.round(exact);
    }

    private static int du(SimProcess process, Arguments arguments) throws IOException {
        if (arguments.has('a') && arguments.has('s')) {
            throw new UsageError();
        }
        int status = 0;
        for (String path : arguments.operands().isEmpty() ? List.of(".") : arguments.operands()) {
            try {
                long bytes = walk(process, arguments, path, true);
                if (arguments.has('s')) {
                    print(process, arguments, bytes, path);
                }
            } catch (SystemError e) {
                process.warn(path, e);
                status = 1;
            }
        }
        return status;
    }

    private static long walk(SimProcess process, Arguments arguments, String path, boolean top) throws IOException {
        Stat stat = process.files().lstat(path);
        long bytes = stat.allocated();
        if (stat.isDirectory()) {
            for (String child : process.files().list(path)) {
                bytes += walk(process, arguments, (path.equals("/") ? "" : path) + "/" + child, false);
            }
        }
        boolean shown = stat.isDirectory() || arguments.has('a') || top;
        if (shown && !arguments.has('s')) {
            print(process, arguments, bytes, path);
        }
        return bytes;
    }

    private static void print(SimProcess process, Arguments arguments, long bytes, String path) throws IOException {
        long unit = arguments.has('k') ? 1024 : 512;
        process.print((bytes + unit - 1) / unit + "\t" + path + "\n");
    }
}
