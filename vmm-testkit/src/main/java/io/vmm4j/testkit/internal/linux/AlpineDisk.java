package io.vmm4j.testkit.internal.linux;

import io.vmm4j.testkit.internal.kernel.SimProcess;
import io.vmm4j.testkit.internal.vmd.image.VirtualDisk;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** setup-disk in its mode {@code sys}: puts the running system's setup on a disk that it erases. */
final class AlpineDisk {

    private static final long SMALLEST = 350L << 20;
    private static final Duration COPYING = Duration.ofSeconds(25);

    private final Inside inside;
    private final SimProcess process;
    private final Questions questions;

    AlpineDisk(Inside inside, SimProcess process, Questions questions) {
        this.inside = inside;
        this.process = process;
        this.questions = questions;
    }

    int install(Map<String, String> answers) throws IOException {
        String options = answers.getOrDefault("DISKOPTS", "").strip();
        if (options.equals("none")) {
            return 0;
        }
        String device = options.isEmpty() ? choose() : options.replaceFirst("^.*\\s", "");
        if (device.isEmpty()) {
            return 0;
        }
        Optional<VirtualDisk> disk = Mounts.disk(inside, device);
        if (disk.isEmpty()) {
            process.complain(device + " is not a block device suitable for partitioning\n");
            return 1;
        }
        if (!mayErase(device, answers)) {
            return 1;
        }
        process.print("Creating file systems...\nInstalling system on " + device + "3:\n/mnt/boot is device " + device
                + "1\n");
        process.flush();
        process.await(() -> false, COPYING);
        if (disk.get().size() < SMALLEST) {
            process.complain("ERROR: linux-virt: No space left on device\n");
            return 1;
        }
        installed(answers.getOrDefault("KERNELOPTS", "")).write(disk.get());
        process.print(
                "100% ############################################\n==> initramfs: creating /boot/initramfs-virt for "
                        + Distribution.ALPINE.kernel(inside.version()).release() + "\n/boot is device " + device
                        + "1\n\nInstallation is complete. Please reboot.\n");
        return 0;
    }

    /** What the running system is, without what it does not hand on. The console of its kernel is that of the next one. */
    private LinuxSystem installed(String kernelOptions) {
        inside.write(
                "/etc/update-extlinux.conf",
                "overwrite=1\ndefault_kernel_opts=\"" + (kernelOptions.isBlank() ? "console=ttyS0" : kernelOptions)
                        + " quiet rootfstype=ext4\"\nserial_port=0\n",
                0644);
        LinuxSystem state = inside.state();
        return new LinuxSystem(
                state.distribution(),
                state.version(),
                state.accounts(),
                state.files().stream()
                        .filter(file ->
                                file.path().startsWith("/etc/") || file.path().startsWith("/home/"))
                        .toList());
    }

    private String choose() throws IOException {
        List<VirtualDisk> disks = inside.board().parts().disks();
        if (disks.isEmpty()) {
            process.print("No disks available.\n");
            return "";
        }
        StringBuilder list = new StringBuilder();
        for (int i = 0; i < disks.size(); i++) {
            list.append("  vd")
                    .append((char) ('a' + i))
                    .append("\t(")
                    .append(size(disks.get(i)))
                    .append(" 0x0b5d  )\n");
        }
        process.print("Available disks are:\n" + list);
        while (true) {
            String name = questions.ask("Which disk(s) would you like to use? (or '?' for help or 'none')", "none");
            if (name.equals("none")) {
                return "";
            }
            if (Mounts.disk(inside, "/dev/" + name).isPresent()) {
                process.print("The following disk is selected:\n" + list);
                String mode = questions.ask(
                        "How would you like to use it? ('sys', 'data', 'crypt', 'lvm' or '?' for help)", "?");
                while (!mode.equals("sys")) {
                    process.print("\nOnly 'sys' is simulated.\n");
                    mode = questions.ask(
                            "How would you like to use it? ('sys', 'data', 'crypt', 'lvm' or '?' for help)", "?");
                }
                return "/dev/" + name;
            }
            process.print("'" + name + "' is not a valid disk.\n");
        }
    }

    private static String size(VirtualDisk disk) {
        return Math.round(disk.size() / 1e8) / 10.0 + " GB";
    }

    private boolean mayErase(String device, Map<String, String> answers) throws IOException {
        String allowed = answers.getOrDefault("ERASE_DISKS", "");
        if (allowed.isEmpty()) {
            allowed = process.environment().getOrDefault("ERASE_DISKS", "");
        }
        if (List.of(allowed.split("\\s+", -1)).contains(device)) {
            return true;
        }
        process.print("WARNING: The following disk(s) will be erased:\n  " + device.replace("/dev/", "") + "\n");
        return questions
                .ask("WARNING: Erase the above disk(s) and continue? (y/n)", "n")
                .equals("y");
    }
}
